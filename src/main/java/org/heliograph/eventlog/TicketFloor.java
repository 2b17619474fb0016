package org.heliograph.eventlog;

/**
 * The ticket from which sequencers search pending events. While a long snapshot is held open, such as a backup's, the database keeps the rows
 * that have been moved into the log, and a search from the beginning would pass all of them.
 *
 * <p>A ticket is passed only when nothing up to it is pending or can become so: every transaction that may have taken one of these tickets
 * has ended, and no row up to it is there. So an event that waits, for a locked topic or for its commit, keeps the floor below
 * itself, and no later event of its topic gets a number before it. A transaction has its id when it takes its first ticket, or at once
 * afterwards, so the ids are read at the look after the one that read the tickets. A backup has no such id and holds back nothing.
 */
final class TicketFloor {
    private static final long NONE = -1;

    private volatile long floor;
    private long lastTicket;
    /** The ticket that is to be passed next. */
    private long candidate = NONE;
    /** A transaction id that is higher than those of the candidate's transactions; {@link #NONE} until the next look. */
    private long horizon = NONE;

    /**
     * What one statement has found.
     *
     * @param lastTicket   the last ticket that was given out; smaller than before after the database was restored
     * @param firstPending the lowest ticket above the floor of a pending event; {@link Long#MAX_VALUE} for none
     * @param oldestOpen   the lowest id of a transaction that had not ended before the statement
     * @param transaction  the id of the statement's own transaction; 0 on a standby, on which nothing is written
     */
    record Look(long lastTicket, long firstPending, long oldestOpen, long transaction) {}

    /** No event up to this ticket is pending or will be. */
    long get() {
        return floor;
    }

    /** Takes a look, a second or so after the last one. */
    void observe(Look look) {
        if (look.lastTicket() < lastTicket) {
            reset();
        }
        lastTicket = look.lastTicket();
        if (candidate == NONE) {
            candidate = look.lastTicket();
        } else if (look.transaction() == 0) {
            horizon = NONE;
        } else if (horizon == NONE) {
            horizon = look.transaction();
        } else if (look.oldestOpen() >= horizon) {
            floor = Math.max(floor, Math.min(candidate, look.firstPending() - 1));
            candidate = look.lastTicket();
            horizon = NONE;
        }
    }

    /** Begins anew: tickets that were passed may be given out again. */
    void reset() {
        floor = 0;
        lastTicket = 0;
        candidate = NONE;
        horizon = NONE;
    }
}
