package org.heliograph.rest.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.heliograph.rest.ApiException;

/**
 * Computes each response once for all readers of a second. A reader names the version of the data that it must see at least. It gets a
 * response of that version whose computation began at most a second before it asked, or one whose computation began after it asked.
 * There is one computation of a key at a time; readers wait for it without a thread, so many and so long as the bounds allow.
 */
final class ResponseCache {
    static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** From this age on a response is computed anew while its readers still get it, so that no reader waits while nothing changes. */
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final Cache<String, SharedResponse> kept;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int mostWaiting;
    private final Duration longestWait;
    private final LongSupplier nanoTime;

    /** A computation under way, or waiting for a thread. */
    private record Flight(CompletableFuture<SharedResponse> result) {}

    /**
     * @param maxBytes    of all responses that are kept
     * @param mostWaiting readers at a time; others are refused
     * @param longestWait of a reader
     */
    ResponseCache(long maxBytes, int mostWaiting, Duration longestWait, LongSupplier nanoTime) {
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
        this.nanoTime = nanoTime;
        kept = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, SharedResponse response) -> response.weight() + 2 * key.length())
                .expireAfterWrite(KEPT)
                .executor(Runnable::run)
                .build();
    }

    /** Makes a response. Its version must be read before its rows. */
    interface Computation {
        SharedResponse compute(long started);
    }

    /**
     * The response of a key.
     *
     * @param version     which the reader must see
     * @param executor    computes it if need be; may refuse
     * @param writers     complete the result of a reader who had to wait; may refuse. A reader waits until one of them takes the response
     * @param computation of the key, the same for all readers
     * @return fails with {@link ApiException} 503 when too many wait or the computation takes too long, and as the computation fails
     */
    CompletionStage<SharedResponse> get(
            String key, Object version, Executor executor, Executor writers, Computation computation) {
        long now = nanoTime.getAsLong();
        SharedResponse response = kept.getIfPresent(key);
        if (response != null && response.version().equals(version) && now - response.started() <= SHARED_NANOS) {
            if (now - response.started() > REFRESH_NANOS) {
                flight(key, executor, computation);
            }
            return CompletableFuture.completedFuture(response);
        }
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(busy());
        }
        CompletableFuture<SharedResponse> result = new CompletableFuture<>();
        await(key, version, now, executor, computation)
                .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((made, failed) -> {
                    try {
                        writers.execute(() -> handOver(result, made, failed));
                    } catch (RuntimeException | Error full) {
                        handOver(result, null, busy());
                    }
                });
        return result;
    }

    /** Ends the wait of a reader. */
    private void handOver(CompletableFuture<SharedResponse> result, SharedResponse made, Throwable failed) {
        waiting.decrementAndGet();
        if (failed == null) {
            result.complete(made);
        } else {
            Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
            result.completeExceptionally(cause instanceof TimeoutException ? busy() : cause);
        }
    }

    private CompletableFuture<SharedResponse> await(
            String key, Object version, long arrived, Executor executor, Computation computation) {
        return flight(key, executor, computation).result().thenCompose(response -> {
            boolean later = response.started() - arrived >= 0;
            boolean shared = response.version().equals(version) && arrived - response.started() <= SHARED_NANOS;
            // a computation that was under way at the arrival may have read older rows; the next one has not
            return later || shared
                    ? CompletableFuture.completedFuture(response)
                    : await(key, version, arrived, executor, computation);
        });
    }

    /** The computation under way, or a new one. */
    private Flight flight(String key, Executor executor, Computation computation) {
        Flight mine = new Flight(new CompletableFuture<>());
        Flight running = flights.putIfAbsent(key, mine);
        if (running != null) {
            return running;
        }
        try {
            executor.execute(() -> fly(key, mine, computation));
        } catch (RejectedExecutionException full) {
            land(key, mine, null, busy());
        } catch (RuntimeException | Error failed) {
            land(key, mine, null, failed);
        }
        return mine;
    }

    private void fly(String key, Flight flight, Computation computation) {
        SharedResponse response = null;
        Throwable failure = null;
        try {
            response = computation.compute(nanoTime.getAsLong());
            kept.put(key, response);
        } catch (Throwable failed) {
            // also an Error: no reader may wait for a computation that has ended
            failure = failed;
        } finally {
            land(key, flight, response, failure);
        }
    }

    private void land(String key, Flight flight, SharedResponse response, Throwable failure) {
        flights.remove(key, flight);
        if (failure == null && response != null) {
            flight.result().complete(response);
        } else {
            flight.result().completeExceptionally(failure instanceof VirtualMachineError ? busy() : failure);
        }
    }

    private static ApiException busy() {
        return new ApiException(503, "BUSY", "Too many readers at the moment; try again.").retryAfter(1);
    }

    /** How many readers wait. */
    int waiting() {
        return waiting.get();
    }
}
