package org.heliograph.delivery;

/** The time for which a topic waits for a missing sequence number. Only the thread that runs the topic uses it, except for {@link #end}. */
final class GapTimeout {
    private final Runnable schedule;
    private volatile boolean ended;
    private boolean scheduled;

    /** @param schedule has {@link #end} called after that time */
    GapTimeout(Runnable schedule) {
        this.schedule = schedule;
    }

    /** The time is over. Any thread may say so. */
    void end() {
        ended = true;
    }

    /** Begins to wait if something is missing and nothing is waited for. @return whether what is missing has been waited for */
    boolean check(boolean missing) {
        if (ended) {
            ended = false;
            scheduled = false;
            return missing;
        }
        if (missing && !scheduled) {
            schedule.run();
            scheduled = true;
        }
        return false;
    }
}
