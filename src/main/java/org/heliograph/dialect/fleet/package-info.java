/** The fleet dialect of {@code /api/realtime} and {@code /api/events} (docs/protocols.md): frames, channels, conflation. */
package org.heliograph.dialect.fleet;
