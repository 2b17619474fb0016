package org.heliograph.delivery;

/** How long a topic has waited for a missing publication: a time-out is scheduled while any waits. */
final class GapTimer {
    private volatile boolean expired;
    private boolean scheduled;

    /** The time is over; called by any thread. */
    void expire() {
        expired = true;
    }

    /**
     * Called by the thread that delivers.
     *
     * @param waiting  whether any publication waits for its predecessor
     * @param schedule schedules a call of {@link #expire()}
     * @return whether one has waited for long enough
     */
    boolean check(boolean waiting, Runnable schedule) {
        if (expired) {
            expired = false;
            scheduled = false;
            return waiting;
        }
        if (waiting && !scheduled) {
            schedule.run();
            scheduled = true;
        }
        return false;
    }
}
