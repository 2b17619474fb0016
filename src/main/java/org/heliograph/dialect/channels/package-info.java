/** The channels dialect of {@code /ws} (seed 4): its frames, who may hear which channel, and publishing over HTTP. */
package org.heliograph.dialect.channels;
