package org.heliograph.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads of writers and readers. A failure of one is a failure of the run. */
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

    /** Waits for the end of a worker that was told to end. @return whether it came by then; a failure of it is thrown */
    boolean ended(Runnable worker, long untilNanos) {
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
