package org.heliograph.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;

/** Runs one job whenever it is due, never twice at the same time, and records how that went. No failure ends it. */
public final class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class.getName());

    private static final long HALF_TICK_NANOS = 500_000_000;
    private static final long LONG_RUN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int LONG_RUN_PERIODS = 10;

    private final ScheduledJob job;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private boolean ticked;
    private long nextRun;
    private volatile long began;
    private volatile boolean warned;
    /** Whether the newest failures were not logged. */
    private volatile boolean quiet;

    private volatile Status status;

    /**
     * How a job has run so far.
     *
     * @param lastStart   when its last run began; null before the first
     * @param lastEnd     when its last completed run ended, well or not; null before
     * @param duration    how long that run took; null before
     * @param failures    how many runs have failed since the start
     * @param lastFailure the exception of the newest failed run in one line; null when none has failed
     * @param failing     whether the newest completed run failed
     */
    public record Status(
            String name,
            Duration period,
            Instant lastStart,
            Instant lastEnd,
            Duration duration,
            long failures,
            String lastFailure,
            boolean failing) {
        private Status startedAt(Instant start) {
            return new Status(name, period, start, lastEnd, duration, failures, lastFailure, failing);
        }
    }

    JobRunner(ScheduledJob job, LongSupplier nanoTime, Clock clock) {
        this.job = job;
        this.nanoTime = nanoTime;
        this.clock = clock;
        status = new Status(job.name(), job.period(), null, null, null, 0, null, false);
    }

    /**
     * Whether to run now; called once a second by one thread: the first time, and then whenever a period is over and no run is
     * under way. Periods count from the first tick, so that late ticks do not add up; those that pass during a run are skipped.
     */
    boolean isDue() {
        long now = nanoTime.getAsLong();
        if (!ticked) {
            ticked = true;
            nextRun = now;
        }
        // ticks come a little early or late: the nearest one counts
        long late = now - nextRun + HALF_TICK_NANOS;
        if (late < 0) {
            return false;
        }
        if (!running.compareAndSet(false, true)) {
            warnOfALongRun(now);
            return false;
        }
        long period = job.period().toNanos();
        nextRun += (late / period + 1) * period;
        return true;
    }

    /** Runs the job; call it after {@link #isDue()} has returned true. */
    void run() {
        began = nanoTime.getAsLong();
        warned = false;
        Instant start = clock.instant();
        status = status.startedAt(start);
        Throwable failure = null;
        try {
            job.work().run();
        } catch (Throwable thrown) {
            // whatever it was, also an Error: the next period is another try
            failure = thrown;
        }
        end(start, Duration.ofNanos(nanoTime.getAsLong() - began), failure);
    }

    /** The run that was due could not be started. */
    void fail(Throwable reason) {
        end(clock.instant(), Duration.ZERO, reason);
    }

    private void end(Instant start, Duration duration, Throwable failure) {
        Status before = status;
        log(failure, before);
        status = new Status(
                before.name,
                before.period,
                start,
                clock.instant(),
                duration,
                before.failures + (failure == null ? 0 : 1),
                failure == null ? before.lastFailure : failure.toString(),
                failure != null);
        running.set(false);
    }

    /** Logs a failure unless it repeats the one before, and the success after failures: a database may be away for hours. */
    private void log(Throwable failure, Status before) {
        if (failure != null && DatabaseException.isUnavailable(failure)) {
            // every job fails then: one place says so for all
            LOG.log(Level.FINE, "job " + job.name() + " failed", failure);
            quiet = true;
        } else if (failure == null) {
            if (before.failing && !quiet) {
                LOG.log(Level.INFO, "job {0} succeeded after failures", job.name());
            }
            quiet = false;
        } else if (!before.failing || !failure.toString().equals(before.lastFailure)) {
            LOG.log(
                    Level.WARNING,
                    "job " + job.name() + " failed; it runs again every "
                            + job.period().toSeconds() + " s",
                    failure);
        }
    }

    /** Says once for each run that it takes suspiciously long: it may hang, and no other run starts meanwhile. */
    private void warnOfALongRun(long now) {
        long longest = Math.max(LONG_RUN_NANOS, LONG_RUN_PERIODS * job.period().toNanos());
        if (!warned && now - began > longest) {
            warned = true;
            LOG.log(Level.WARNING, "job {0} has been running for {1} s", new Object[] {
                job.name(), Duration.ofNanos(now - began).toSeconds()
            });
        }
    }

    /** Runs the job a last time if it asks for that and is not running. */
    void runLastCall() {
        if (job.lastCall() && running.compareAndSet(false, true)) {
            run();
        }
    }

    public Status status() {
        return status;
    }
}
