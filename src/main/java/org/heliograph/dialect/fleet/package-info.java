/** The fleet dialect of {@code /api/realtime} (docs/protocols.md): its frames, its channels, and what a slow dashboard gets. */
package org.heliograph.dialect.fleet;
