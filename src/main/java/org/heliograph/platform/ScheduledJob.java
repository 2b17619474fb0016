package org.heliograph.platform;

import java.time.Duration;

/**
 * Work that every node does again and again. A class contributes one by a producer method, which must be static and take the
 * bean as its parameter, so that the work is called through the container; {@link JobScheduler} finds all of them.
 *
 * @param name     of the job in logs and metrics, in lower case with hyphens
 * @param period   from one start to the next; one shorter than a second counts as a second
 * @param work     called outside of a transaction, by one thread at a time
 * @param lastCall whether it is also called once when the application stops
 */
public record ScheduledJob(String name, Duration period, Runnable work, boolean lastCall) {
    public ScheduledJob {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("the job " + name + " has no period: " + period);
        }
    }

    public ScheduledJob(String name, Duration period, Runnable work) {
        this(name, period, work, false);
    }

    /** The same job, called once more when the application stops. */
    public ScheduledJob withLastCall() {
        return new ScheduledJob(name, period, work, true);
    }
}
