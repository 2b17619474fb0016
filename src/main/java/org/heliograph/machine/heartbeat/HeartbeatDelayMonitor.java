package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.heliograph.event.Timestamps;
import org.heliograph.machine.HeartbeatDelayRepository;

/**
 * Notices when this node refuses heartbeats by its own fault, or writes them late, and records it for the cleanup of every node:
 * such silence is no machine's fault.
 */
@ApplicationScoped
public class HeartbeatDelayMonitor {
    /** A write may take this long; as long as the servers may be away before it counts as an outage. */
    static final Duration TOLERANCE = Duration.ofSeconds(15);

    private HeartbeatDelayRepository repository;
    private Clock clock;
    /** The newest delay that is not recorded yet; null when there is none. */
    private final AtomicReference<Instant> delayed = new AtomicReference<>();
    /** Since when times wait to be written; null when none does. Used by one job. */
    private Instant behindSince;

    /** For the container's proxies. */
    protected HeartbeatDelayMonitor() {}

    @Inject
    HeartbeatDelayMonitor(HeartbeatDelayRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    Instant now() {
        return Timestamps.now(clock);
    }

    /** A heartbeat was refused by a fault of this node or of the database. It is recorded by the next {@link #written}. */
    void refused() {
        delayed.set(now());
    }

    /**
     * Buffered times were written, or could not be.
     *
     * @param start    when the write began
     * @param complete whether everything that was buffered then is in the database
     */
    synchronized void written(Instant start, boolean complete) {
        Instant since = behindSince == null ? start : behindSince;
        behindSince = complete ? null : since;
        if (since.isBefore(now().minus(TOLERANCE))) {
            refused();
        }
        Instant newest = delayed.get();
        if (newest != null) {
            repository.record(newest);
            delayed.compareAndSet(newest, null);
        }
    }
}
