package org.heliograph.eventlog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The ticket from which sequencers search pending events. While a long snapshot is held open, such as a backup's, the database keeps the rows
 * that have been moved into the log, and a search from the beginning would pass all of them. Tickets that were given out some time ago
 * are passed. One of them may still become visible, when its transaction commits late: its writer has it searched, and a search from
 * the beginning finds it now and then, so the floor delays such an event and never loses it.
 */
final class TicketFloor {
    /** The age at which a ticket is passed. */
    private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Searches from the beginning take no more than this part of the time. */
    private static final int CHECK_SHARE = 50;

    private final Deque<Observation> observations = new ArrayDeque<>();
    private volatile long floor;
    private long nextCheck;

    private record Observation(long lastTicket, long at) {}

    TicketFloor(long now) {
        nextCheck = now;
    }

    /** No pending event has a ticket up to this one, as far as is known. */
    long get() {
        return floor;
    }

    /** @param lastTicket the last one that was given out; smaller than before after the database was restored */
    void observe(long lastTicket, long now) {
        if (!observations.isEmpty() && lastTicket < observations.peekLast().lastTicket()) {
            reset();
        }
        observations.add(new Observation(lastTicket, now));
        while (now - observations.peek().at() >= AGE_NANOS) {
            floor = Math.max(floor, observations.poll().lastTicket());
        }
    }

    /** Whether it is time to search from the beginning. */
    boolean isCheckDue(long now) {
        return now - nextCheck >= 0;
    }

    /** @param first the lowest ticket of a pending event; {@link Long#MAX_VALUE} when there is none */
    void checked(long first, long began, long now) {
        nextCheck = now + Math.max(CHECK_NANOS, CHECK_SHARE * (now - began));
        if (first <= floor) {
            reset();
            floor = first - 1;
        }
    }

    /** Begins anew: tickets that were passed may be given out again. */
    void reset() {
        observations.clear();
        floor = 0;
    }
}
