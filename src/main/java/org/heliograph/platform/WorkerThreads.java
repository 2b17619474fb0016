package org.heliograph.platform;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that do the same work until it ends. One that has ended early, as by an interruption, is replaced. */
public final class WorkerThreads {
    private final String name;
    private final Runnable work;
    private final Thread[] threads;
    private boolean closed;

    /**
     * @param name of the threads, to which their number is added
     * @param work of each thread; {@link #close} does not end it
     */
    public WorkerThreads(String name, int count, Runnable work) {
        this.name = name;
        this.work = work;
        threads = new Thread[count];
    }

    /** Starts the threads that do not run. Throws what the factory throws; the next call is another try. */
    public synchronized void ensure(ThreadFactory factory) {
        for (int i = 0; i < threads.length && !closed; i++) {
            if (threads[i] == null || !threads[i].isAlive()) {
                Thread thread = factory.newThread(work);
                thread.setName(name + "-" + (i + 1));
                thread.start();
                threads[i] = thread;
            }
        }
    }

    /** Starts no more threads. */
    public synchronized void close() {
        closed = true;
    }

    /** Waits until all threads have ended, at most for a time. */
    public void await(Duration timeout) throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        for (Thread thread : running()) {
            if (thread != null) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        }
    }

    private synchronized Thread[] running() {
        return threads.clone();
    }
}
