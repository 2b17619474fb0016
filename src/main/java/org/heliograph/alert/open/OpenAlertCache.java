package org.heliograph.alert.open;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.heliograph.rest.ApiException;

/**
 * Reads the open alerts at most once a second on each node, however many readers there are. What a reader gets is a second old at
 * most; with its sequence number the reader's socket delivers everything since.
 */
@ApplicationScoped
public class OpenAlertCache {
    static final long SHARED_MILLIS = 1_000;
    private static final long MAX_WAIT_MILLIS = 5_000;

    private final ReentrantLock reading = new ReentrantLock();
    private Supplier<OpenAlerts> source;
    private Clock clock;
    private volatile Shared shared;

    private record Shared(OpenAlerts alerts, long readMillis) {
        boolean isFresh(long now) {
            return now >= readMillis && now - readMillis < SHARED_MILLIS;
        }
    }

    /** For the container's proxy. */
    protected OpenAlertCache() {}

    @Inject
    OpenAlertCache(OpenAlertRepository repository, Clock clock) {
        this(repository::read, clock);
    }

    OpenAlertCache(Supplier<OpenAlerts> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The open alerts, a second old at most. One reader reads, the others wait for its result.
     *
     * @throws ApiException 503 when the database takes too long
     */
    OpenAlerts get() {
        Shared last = shared;
        if (last != null && last.isFresh(clock.millis())) {
            return last.alerts();
        }
        if (!acquire()) {
            throw new ApiException(503, "BUSY", "The database is busy; try again in a moment.").retryAfter(1);
        }
        try {
            last = shared;
            long now = clock.millis();
            if (last == null || !last.isFresh(now)) {
                last = new Shared(source.get(), now);
                shared = last;
            }
            return last.alerts();
        } finally {
            reading.unlock();
        }
    }

    private boolean acquire() {
        try {
            return reading.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
