package org.heliograph.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads of writers and readers. The failure of one fails the run. */
final class ClientPool implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "chaos");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Runnable, CompletableFuture<Void>> working = new LinkedHashMap<>();

    void start(Runnable worker) {
        working.put(worker, CompletableFuture.runAsync(worker, threads));
    }

    /** Waits for a worker that was asked to stop. @return whether it ended in time; its failure is thrown */
    boolean awaitEnd(Runnable worker, long untilNanos) {
        try {
            working.get(worker).get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (Exception failed) {
            throw new AssertionError(worker + " failed", failed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
