package org.heliograph.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An event, ready to be delivered.
 *
 * @param topic     the topic it belongs to
 * @param seq       its sequence number in the topic, from 1 without gaps; {@link #UNLOGGED} when the log does not hold it
 * @param after     of one that the log does not hold: the sequence number after which it is delivered; 0 when it follows none
 * @param event     what happened, such as {@code UPDATE}
 * @param payload   the details, as JSON text
 * @param timestamp when, to the millisecond
 * @param traceparent the trace of the request that published it (W3C Trace Context); null for none
 */
public record Publication(
        Topic topic, long seq, long after, String event, String payload, Instant timestamp, String traceparent) {
    /** The sequence number of a publication that is delivered and not kept. */
    public static final long UNLOGGED = 0;

    public Publication {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(event);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(timestamp);
        if (seq < 0 || after < 0) {
            throw new IllegalArgumentException("negative sequence number: " + seq + ", " + after);
        }
    }

    /** A publication of the log, or one that follows none. */
    public Publication(Topic topic, long seq, String event, String payload, Instant timestamp) {
        this(topic, seq, 0, event, payload, timestamp, null);
    }

    /** The same in a trace. @param header null for none */
    public Publication tracedBy(String header) {
        return new Publication(topic, seq, after, event, payload, timestamp, header);
    }

    /** One that the log does not hold, and that is not delivered before another one. @param after 0 when it follows none */
    public static Publication following(Topic topic, long after, String event, String payload, Instant timestamp) {
        return new Publication(topic, UNLOGGED, after, event, payload, timestamp, null);
    }

    /** The same, following none. */
    public Publication independent() {
        return after == 0 ? this : new Publication(topic, seq, 0, event, payload, timestamp, traceparent);
    }

    /** Whether the log holds it. */
    public boolean logged() {
        return seq != UNLOGGED;
    }

    /** Whether another one of its topic has its number and its time: in a log that was restored a number may be that of another event. */
    public boolean isSameAs(Publication other) {
        return other != null && seq == other.seq && timestamp.equals(other.timestamp);
    }
}
