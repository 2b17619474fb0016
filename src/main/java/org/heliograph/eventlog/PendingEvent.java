package org.heliograph.eventlog;

import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * What a transaction has to say before it has ended.
 *
 * @param logged whether the log keeps it, so that it gets a position
 */
record PendingEvent(Topic topic, String event, String payload, Instant timestamp, boolean logged) {
    Publication at(long seq) {
        return new Publication(topic, seq, event, payload, timestamp);
    }
}
