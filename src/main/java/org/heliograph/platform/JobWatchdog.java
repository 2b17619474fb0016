package org.heliograph.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Looks every second, on a thread of its own, whether jobs are still started. It starts them itself while the server's timer does not,
 * and gives up runs whose threads have ended.
 */
final class JobWatchdog implements Runnable {
    /** The server's timer may be late by this; then the watchdog takes its place until it ticks again. */
    static final Duration LATEST_TICK = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(JobWatchdog.class.getName());
    private static final long STEP_MILLIS = 1_000;

    private final JobDispatcher dispatcher;
    private final Runnable beat;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Whether this watchdog has ticked last. */
    private boolean takenOver;

    /** @param beat witnesses that the node runs: a timer that stood still together with the node is not late */
    JobWatchdog(JobDispatcher dispatcher, Runnable beat) {
        this.dispatcher = dispatcher;
        this.beat = beat;
    }

    @Override
    public void run() {
        try {
            while (!closed.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                tryCheck();
            }
        } catch (InterruptedException stopped) {
            // the server stops its threads; the scheduler starts another watchdog if it does not stop itself
            Thread.currentThread().interrupt();
        }
    }

    private void tryCheck() {
        try {
            check();
        } catch (RuntimeException | Error failed) {
            // such as no memory: the next look is another try
        }
    }

    /** One look. */
    void check() {
        beat.run();
        dispatcher.abandonDeadRuns();
        Duration step = Duration.ofMillis(STEP_MILLIS / 2);
        // after its own tick a second is enough, so that jobs keep their rhythm
        if (dispatcher.sinceLastTick().compareTo(takenOver ? step : LATEST_TICK) > 0) {
            if (!takenOver) {
                LOG.warning("the server's timer does not tick; jobs are started by the watchdog");
            }
            takenOver = true;
            dispatcher.tick();
        } else {
            takenOver = false;
        }
    }

    void close() {
        closed.countDown();
    }
}
