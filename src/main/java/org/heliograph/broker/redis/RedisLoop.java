package org.heliograph.broker.redis;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * Repeats a step on a thread of its own until it is closed, whatever a step throws: also an {@link Error}, such as a full heap, must not
 * leave a node that hears nothing any more.
 */
final class RedisLoop {
    private static final Logger LOG = Logger.getLogger(RedisLoop.class.getName());
    /** Between a step that failed and the next one. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is repeated. */
    @FunctionalInterface
    interface Step {
        /** @throws InterruptedException when the thread is to end */
        void run() throws InterruptedException;
    }

    private final String name;
    private final Step step;
    private final Runnable end;
    private final RateLimitedLogger failures = new RateLimitedLogger(LOG);
    private volatile boolean running;
    private volatile Thread thread;

    /**
     * @param name what it is, for the log
     * @param end  called once, by the thread, when it ends
     */
    RedisLoop(String name, Step step, Runnable end) {
        this.name = name;
        this.step = step;
        this.end = end;
    }

    void start(ThreadFactory threads) {
        running = true;
        thread = threads.newThread(this::run);
        thread.start();
    }

    /** Whether it has been started and not closed. */
    boolean running() {
        return running;
    }

    /** Ends the thread's parking. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Ends the thread; does not wait for it. */
    void close() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (running && !Thread.currentThread().isInterrupted()) {
                runStep();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end.run();
        }
    }

    private void runStep() throws InterruptedException {
        try {
            step.run();
        } catch (RuntimeException | Error failed) {
            report(failed);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void report(Throwable failed) {
        try {
            failures.warn(name + " failed and goes on", failed);
        } catch (RuntimeException | Error unreported) {
            // no memory left even for that
        }
    }
}
