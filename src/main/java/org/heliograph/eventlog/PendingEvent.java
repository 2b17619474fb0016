package org.heliograph.eventlog;

import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * An event of a transaction that has not ended yet.
 *
 * @param logged whether the log keeps it, so that it gets a sequence number
 */
record PendingEvent(Topic topic, String event, String payload, Instant timestamp, boolean logged) {
    Publication withSequence(long seq) {
        return new Publication(topic, seq, event, payload, timestamp);
    }
}
