package org.heliograph.event;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened, ready to be told.
 *
 * @param topic     the stream it belongs to
 * @param seq       its position in the stream, from 1 without gaps; {@link #UNLOGGED} when the log does not hold it
 * @param event     what happened, such as {@code UPDATE}
 * @param payload   the details, as JSON text
 * @param timestamp when, to the millisecond
 */
public record Publication(Topic topic, long seq, String event, String payload, Instant timestamp) {
    /** The position of what is told once and not kept. */
    public static final long UNLOGGED = 0;

    public Publication {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(event);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(timestamp);
        if (seq < 0) {
            throw new IllegalArgumentException("a position is not negative: " + seq);
        }
    }

    public boolean logged() {
        return seq != UNLOGGED;
    }
}
