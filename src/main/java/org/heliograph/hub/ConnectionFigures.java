package org.heliograph.hub;

import org.heliograph.hub.outbox.OutboxFigures;

/**
 * What administrators see of one connection at one moment.
 *
 * @param ageMillis  how long ago it was opened
 * @param idleMillis how long ago its peer was heard of last, to a second
 * @param outbox     what is queued for it, and what was conflated or dropped
 */
public record ConnectionFigures(long ageMillis, long idleMillis, OutboxFigures outbox) {
    static ConnectionFigures of(LivenessTracker tracker, OutboxFigures outbox) {
        return new ConnectionFigures(tracker.ageMillis(), tracker.idleMillis(), outbox);
    }
}
