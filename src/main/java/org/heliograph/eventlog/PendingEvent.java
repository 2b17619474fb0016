package org.heliograph.eventlog;

import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.platform.Utf8;

/**
 * An event of a transaction, without a sequence number.
 *
 * @param timestamp when it was published, by this node's clock; a logged event gets the time of the database instead
 * @param ordinal   its place among the logged events of its transaction, from 0; {@link #TRANSIENT} when the log does not keep it
 * @param traceparent the trace of the request that published it; null for none
 */
record PendingEvent(Topic topic, String event, String payload, Instant timestamp, int ordinal, String traceparent) {
    static final int TRANSIENT = -1;
    private static final int OVERHEAD_BYTES = 192;

    /** One in no trace. */
    PendingEvent(Topic topic, String event, String payload, Instant timestamp, int ordinal) {
        this(topic, event, payload, timestamp, ordinal, null);
    }

    /** Whether the log keeps it, so that it gets a sequence number. */
    boolean logged() {
        return ordinal != TRANSIENT;
    }

    /** What it makes the node hold: its texts in UTF-8, and a fixed amount for the rest. */
    int bytes() {
        return OVERHEAD_BYTES + Utf8.length(payload) + Utf8.length(event);
    }

    /** The publication of an event that the log does not keep. @param after the logged one that it follows */
    Publication following(long after) {
        return Publication.following(topic, after, event, payload, timestamp).tracedBy(traceparent);
    }
}
