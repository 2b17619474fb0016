/** The channels dialect of {@code /ws} (docs/channels.md): its frames, who may hear which channel, and publishing over HTTP. */
package org.heliograph.dialect.channels;
