/** What an installation publishes about itself: its version and settings for pages; may use every package. */
package org.heliograph.operations;
