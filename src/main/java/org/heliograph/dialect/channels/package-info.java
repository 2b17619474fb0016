/** The channels dialect of {@code /ws} (docs/channels.md): frames, authorization by channel family, and publishing over HTTP. */
package org.heliograph.dialect.channels;
