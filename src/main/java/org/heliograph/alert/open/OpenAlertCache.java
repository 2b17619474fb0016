package org.heliograph.alert.open;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.cache.SharedResponses;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Reads the open alerts at most once a second on each node, however many readers there are. What a reader gets was read a second
 * before it asked, or later; with its sequence number the reader's socket delivers everything since. Readers wait without a thread, so
 * many and so long as the bounds allow.
 */
@ApplicationScoped
public class OpenAlertCache {
    static final long SHARED_MILLIS = 1_000;

    private final AtomicReference<CompletableFuture<Shared>> reading = new AtomicReference<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private Supplier<OpenAlerts> source;
    private Executor executor;
    private int mostWaiting;
    private Duration longestWait;
    private LongSupplier millis;
    private volatile Shared shared;

    /** @param readMillis when the read began */
    private record Shared(OpenAlerts alerts, long readMillis) {
        boolean isFresh(long now) {
            return now - readMillis < SHARED_MILLIS;
        }
    }

    /** For the container's proxy. */
    protected OpenAlertCache() {}

    @Inject
    OpenAlertCache(OpenAlertRepository repository, SharedResponses responses, Configuration configuration) {
        this(
                repository::read,
                responses::execute,
                configuration.get(MonitoringSettings.STATUS_WAITING),
                configuration.get(MonitoringSettings.STATUS_WAIT),
                MonotonicTime::millis);
    }

    /**
     * @param executor    for the reads; may refuse
     * @param mostWaiting readers at a time; others are refused
     * @param longestWait of a reader
     * @param millis      see {@link MonotonicTime#millis}
     */
    OpenAlertCache(
            Supplier<OpenAlerts> source,
            Executor executor,
            int mostWaiting,
            Duration longestWait,
            LongSupplier millis) {
        this.source = source;
        this.executor = executor;
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
        this.millis = millis;
    }

    /**
     * The open alerts.
     *
     * @return fails with {@link ApiException} 503 when too many wait or the read takes too long, and as the read does
     */
    CompletionStage<OpenAlerts> get() {
        long now = millis.getAsLong();
        Shared last = shared;
        if (last != null && last.isFresh(now)) {
            return CompletableFuture.completedFuture(last.alerts());
        }
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(busy());
        }
        return await(now)
                .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failed) -> waiting.decrementAndGet())
                .exceptionally(failed -> {
                    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
                    throw cause instanceof TimeoutException ? busy() : new CompletionException(cause);
                });
    }

    private CompletableFuture<OpenAlerts> await(long arrived) {
        // a read that was under way at the arrival may have begun long before it; the next one has not
        return reading()
                .thenCompose(read -> arrived - read.readMillis() < SHARED_MILLIS
                        ? CompletableFuture.completedFuture(read.alerts())
                        : await(arrived));
    }

    /** The read under way, or a new one. */
    private CompletableFuture<Shared> reading() {
        CompletableFuture<Shared> mine = new CompletableFuture<>();
        CompletableFuture<Shared> running = reading.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        try {
            executor.execute(() -> read(mine));
        } catch (RejectedExecutionException full) {
            reading.set(null);
            mine.completeExceptionally(busy());
        }
        return mine;
    }

    private void read(CompletableFuture<Shared> result) {
        try {
            long began = millis.getAsLong();
            Shared read = new Shared(source.get(), began);
            shared = read;
            reading.set(null);
            result.complete(read);
        } catch (Throwable failed) {
            // also an Error: no reader may wait for a read that has ended
            reading.set(null);
            result.completeExceptionally(failed instanceof VirtualMachineError ? busy() : failed);
        }
    }

    private static ApiException busy() {
        return new ApiException(503, "BUSY", "Too many readers at the moment; try again.").retryAfter(1);
    }
}
