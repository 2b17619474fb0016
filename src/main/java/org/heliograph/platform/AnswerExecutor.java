package org.heliograph.platform;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs answers to clients on threads of its own, so that a client that does not read holds no thread that works for others. An answer is
 * never refused, since its client waits for it. So who accepts work that leads to answers refuses it while too many of them wait
 * ({@link #isFull}).
 */
public final class AnswerExecutor {
    private static final int IDLE_SECONDS = 10;

    private final int mostWaiting;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final ThreadPoolExecutor threads;

    /**
     * @param name        of the threads
     * @param size        the maximum number of threads
     * @param mostWaiting answers that may wait for a thread before it is full
     * @param mostBytes   bytes that answers which wait or run may hold before it is full
     */
    public AnswerExecutor(String name, int size, int mostWaiting, long mostBytes, ThreadFactory factory) {
        this.mostWaiting = mostWaiting;
        this.mostBytes = mostBytes;
        threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = factory.newThread(task);
                    thread.setName(name);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whether no more work should be accepted that leads to answers. */
    public boolean isFull() {
        return threads.getQueue().size() >= mostWaiting || bytes.get() >= mostBytes;
    }

    /**
     * Runs an answer soon; on this thread when there is no other for it, as after {@link #close}.
     *
     * @param size bytes that it holds until it has run
     */
    public void execute(Runnable answer, long size) {
        bytes.addAndGet(size);
        Runnable counted = () -> {
            try {
                answer.run();
            } finally {
                bytes.addAndGet(-size);
            }
        };
        try {
            threads.execute(counted);
        } catch (RuntimeException | Error noThread) {
            counted.run();
        }
    }

    /** Runs the answers that wait; later ones run on the threads of their callers. */
    public void close() {
        threads.shutdown();
    }
}
