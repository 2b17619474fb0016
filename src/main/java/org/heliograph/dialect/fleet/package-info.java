/** The fleet dialect of {@code /api/realtime} (seeds 1 and 2): its frames, its channels, and what a slow dashboard gets. */
package org.heliograph.dialect.fleet;
