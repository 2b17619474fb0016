package org.heliograph.platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The thread of the JVM that serves the timeouts of all {@link CompletableFuture}s. It lives as long as the JVM, and refers for ever to the
 * context class loader of whatever needed the first timeout: if that was this application, none of its classes would be unloaded when it is
 * undeployed. So a thread that knows no application starts it.
 */
public final class DelayThread {
    private static final Logger LOG = Logger.getLogger(DelayThread.class.getName());
    private static final long BOUND_SECONDS = 5;

    private DelayThread() {}

    /** Starts it unless it runs, and waits until it does, for five seconds at most. Call it before the first timeout. */
    public static void ensure() {
        // a worker of a pool has the class loader of the JVM, and no code of ours on its stack when it begins the delay
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch prepared = new CountDownLatch(1);
        CompletableFuture<Void> delayed = CompletableFuture.runAsync(() -> await(prepared), pool)
                .thenRunAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, pool));
        prepared.countDown();
        try {
            delayed.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.log(Level.FINE, "the thread for timeouts was not started in time", late);
        } finally {
            pool.shutdown();
        }
    }

    private static void await(CountDownLatch prepared) {
        try {
            prepared.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
