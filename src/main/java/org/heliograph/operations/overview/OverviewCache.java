package org.heliograph.operations.overview;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.heliograph.rest.ApiException;

/**
 * Answers of the last moment, by organisation: an event makes every open page ask the same at the same time. Single flight: one request
 * reads, and those that come meanwhile wait for it.
 */
final class OverviewCache {
    /** How old an answer may be, from the start of its reading. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Function<String, JsonObject> source;
    private final LongSupplier nanoTime;

    OverviewCache(Function<String, JsonObject> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    private final class Reading {
        private final long start = nanoTime.getAsLong();
        private final FutureTask<JsonObject> task;

        private Reading(String orgId) {
            task = new FutureTask<>(() -> source.apply(orgId));
        }

        private boolean isOver() {
            return task.isDone() && nanoTime.getAsLong() - start > FRESH.toNanos();
        }
    }

    /** @throws ApiException 503 when the request that reads does not end */
    JsonObject get(String orgId) {
        // keeps the map as small as what was asked for lately
        readings.values().removeIf(Reading::isOver);
        Reading mine = new Reading(orgId);
        Reading current = readings.computeIfAbsent(orgId, id -> mine);
        if (current == mine) {
            mine.task.run();
        }
        try {
            return current.task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            readings.remove(orgId, current);
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException late) {
            throw busy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ApiException busy() {
        return new ApiException(503, "BUSY", "The state of the machines is still being read.");
    }
}
