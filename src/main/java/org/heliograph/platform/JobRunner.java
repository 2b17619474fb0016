package org.heliograph.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;

/** Runs one job whenever it is due, never twice at the same time, and records how that went. No failure ends it. */
public final class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class.getName());
    private static final long HALF_TICK_NANOS = 500_000_000;
    private static final long TICK_NANOS = 2 * HALF_TICK_NANOS;
    private static final long LONG_RUN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int LONG_RUN_PERIODS = 10;
    /** The longest time from the start of a run until its thread begins with it; nothing is queued, so it begins at once. */
    private static final long START_NANOS = Duration.ofSeconds(5).toNanos();

    private final ScheduledJob job;
    private final LongSupplier nanoTime;
    private final Clock clock;
    /** The run in progress; null when there is none. */
    private final AtomicReference<Run> current = new AtomicReference<>();

    private boolean ticked;
    private long nextRun;
    private volatile long lastSuccess;
    private volatile long lastCompletion;
    /** Whether the newest failures were those of a database that is away, which one place logs for all. */
    private volatile boolean quiet;

    private volatile Status status;

    /**
     * How a job has run so far.
     *
     * @param lastStart   when its last run began; null before the first
     * @param lastEnd     when its last completed run ended, well or not; null before
     * @param duration    how long that run took; null before
     * @param runs        how many runs have ended since the start, well or not
     * @param failures    how many of them have failed
     * @param lastFailure the exception of the newest failed run in one line; null when none has failed
     * @param failing     whether the newest completed run failed
     */
    public record Status(
            String name,
            Duration period,
            Instant lastStart,
            Instant lastEnd,
            Duration duration,
            long runs,
            long failures,
            String lastFailure,
            boolean failing) {
        private Status startedAt(Instant start) {
            return new Status(name, period, start, lastEnd, duration, runs, failures, lastFailure, failing);
        }
    }

    JobRunner(ScheduledJob job, LongSupplier nanoTime, Clock clock) {
        this.job = job;
        this.nanoTime = nanoTime;
        this.clock = clock;
        lastSuccess = nanoTime.getAsLong();
        lastCompletion = lastSuccess;
        status = new Status(job.name(), job.period(), null, null, null, 0, 0, null, false);
    }

    /** One run of the job. It takes the place of the current run until it ends or is given up. */
    final class Run implements Runnable {
        private final long began = nanoTime.getAsLong();
        private volatile Thread thread;
        private boolean warned;

        @Override
        public void run() {
            // a run that was given up before its thread began with it does nothing
            if (current.get() == this) {
                begin(Thread.currentThread());
                execute(this);
            }
        }

        /** The thread that executes the run. */
        void begin(Thread executing) {
            thread = executing;
        }

        /** The run could not be started, or its thread ended in the middle of it. */
        void fail(Throwable reason) {
            end(this, null, reason);
        }

        private boolean isDead(long now) {
            Thread executing = thread;
            return executing == null ? now - began > START_NANOS : !executing.isAlive();
        }
    }

    /**
     * The run to start now; called once a second: the first time, and then whenever a period is over and no run is in progress. Periods
     * count from the first tick, so that late ticks do not add up; those that pass during a run are skipped.
     */
    synchronized Optional<Run> takeDue() {
        long now = nanoTime.getAsLong();
        if (!ticked) {
            ticked = true;
            nextRun = now;
        }
        // ticks come a little early or late: the nearest one counts
        long late = now - nextRun + HALF_TICK_NANOS;
        if (late < 0) {
            return Optional.empty();
        }
        Run run = new Run();
        if (!current.compareAndSet(null, run)) {
            warnOfALongRun(now);
            return Optional.empty();
        }
        long period = job.period().toNanos();
        nextRun += (late / period + 1) * period;
        return Optional.of(run);
    }

    /** Whatever the work throws, also an Error, the next period is another try; the place of the run is free in any case. */
    private void execute(Run run) {
        Instant start = null;
        Throwable failure = null;
        try {
            start = clock.instant();
            status = status.startedAt(start);
            job.work().run();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            end(run, start, failure);
        }
    }

    /** @param start null for a run that did not begin */
    private void end(Run run, Instant start, Throwable failure) {
        try {
            // these two need no memory
            lastCompletion = nanoTime.getAsLong();
            if (failure == null) {
                lastSuccess = lastCompletion;
            }
            Status before = status;
            Instant now = clock.instant();
            status = new Status(
                    before.name,
                    before.period,
                    start == null ? now : start,
                    now,
                    Duration.ofNanos(lastCompletion - run.began),
                    before.runs + 1,
                    before.failures + (failure == null ? 0 : 1),
                    failure == null ? before.lastFailure : failure.toString(),
                    failure != null);
            log(failure, before);
        } catch (RuntimeException | Error unrecorded) {
            // no memory for the record: the job must run again all the same
        } finally {
            current.compareAndSet(run, null);
        }
    }

    /** Logs a failure unless it repeats the one before, and the success after failures: a database may be away for hours. */
    private void log(Throwable failure, Status before) {
        boolean wasQuiet = quiet;
        quiet = failure != null && DatabaseException.isOutage(failure);
        if (quiet) {
            LOG.log(Level.FINE, "job " + job.name() + " failed", failure);
        } else if (failure == null && before.failing && !wasQuiet) {
            LOG.log(Level.INFO, "job {0} succeeded after failures", job.name());
        } else if (failure != null && !(before.failing && failure.toString().equals(before.lastFailure))) {
            LOG.log(
                    Level.WARNING,
                    "job " + job.name() + " failed; it runs again every "
                            + job.period().toSeconds() + " s",
                    failure);
        }
    }

    /** Says once for each run that it takes suspiciously long: it may hang, and no other run starts meanwhile. */
    private void warnOfALongRun(long now) {
        Run run = current.get();
        if (run != null && !run.warned && now - run.began > longestRun()) {
            run.warned = true;
            LOG.log(Level.WARNING, "job {0} has been running for {1} s", new Object[] {
                job.name(), Duration.ofNanos(now - run.began).toSeconds()
            });
        }
    }

    private long longestRun() {
        return Math.max(LONG_RUN_NANOS, LONG_RUN_PERIODS * job.period().toNanos());
    }

    /** Gives up a run whose thread has ended without an end of the run, so that the job can run again. */
    void abandonDeadRun() {
        Run run = current.get();
        // a thread that has ended after the end of its run has cleared the place before
        if (run != null && run.isDead(nanoTime.getAsLong()) && current.get() == run) {
            run.fail(new IllegalStateException(
                    run.thread == null ? "no thread began with the run" : "the thread of the run ended"));
        }
    }

    /**
     * What keeps the job from doing its work, as a clause for administrators; empty while it does it. A job with a period of less than a
     * minute must succeed once within its period and the patience. One with a longer period may fail now and then, and may run for long.
     */
    Optional<String> problem(Duration patience) {
        long now = nanoTime.getAsLong();
        long period = job.period().toNanos();
        boolean frequent = period < LONG_RUN_NANOS;
        Run run = current.get();
        if (!frequent && run != null && now - run.began <= longestRun()) {
            return Optional.empty();
        }
        long silence = now - (frequent ? lastSuccess : lastCompletion);
        // a tick more, since the end of a run is compared and not its start
        long expected = period <= TICK_NANOS ? 0 : period + TICK_NANOS;
        if (silence <= expected + patience.toNanos()) {
            return Optional.empty();
        }
        boolean hangs = run != null && now - run.began > patience.toNanos();
        String verb = hangs ? "has been running for " : status.failing ? "has failed for " : "has not run for ";
        long duration = hangs ? now - run.began : silence;
        return Optional.of(
                "job " + job.name() + " " + verb + Duration.ofNanos(duration).toSeconds() + " s");
    }

    /** Runs the job a last time if it asks for that and is not running. */
    void runLastCall() {
        Run run = new Run();
        if (job.lastCall() && current.compareAndSet(null, run)) {
            run.run();
        }
    }

    public Status status() {
        return status;
    }
}
