/** The pages in a real browser against a real server: what the customer described, and what a person does with them. */
package org.heliograph.pages;
