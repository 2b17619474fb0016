/** What an installation publishes about itself: its health, and its version and settings for pages; may use every package. */
package org.heliograph.operations;
