package org.heliograph.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An event, ready to be delivered.
 *
 * @param topic     the topic it belongs to
 * @param seq       its sequence number in the topic, from 1 without gaps; {@link #UNLOGGED} when the log does not hold it
 * @param event     what happened, such as {@code UPDATE}
 * @param payload   the details, as JSON text
 * @param timestamp when, to the millisecond
 */
public record Publication(Topic topic, long seq, String event, String payload, Instant timestamp) {
    /** The sequence number of a publication that is delivered and not kept. */
    public static final long UNLOGGED = 0;

    public Publication {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(event);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(timestamp);
        if (seq < 0) {
            throw new IllegalArgumentException("negative sequence number: " + seq);
        }
    }

    /** Whether the log holds it. */
    public boolean logged() {
        return seq != UNLOGGED;
    }
}
