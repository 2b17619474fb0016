package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;

/** Buffers the times of routine heartbeats, the latest per machine, and writes them in batches. */
@ApplicationScoped
public class LastSeenWriter {
    static final int BATCH_SIZE = 500;
    private static final int CAPACITY = 100_000;
    private static final Logger LOG = Logger.getLogger(LastSeenWriter.class.getName());

    private HeartbeatRepository repository;
    private HeartbeatDelayMonitor delays;
    private int capacity;
    private Map<String, Instant> pending = new HashMap<>();

    /** For the container's proxies. */
    protected LastSeenWriter() {}

    @Inject
    LastSeenWriter(HeartbeatRepository repository, HeartbeatDelayMonitor delays) {
        this(repository, delays, CAPACITY);
    }

    LastSeenWriter(HeartbeatRepository repository, HeartbeatDelayMonitor delays, int capacity) {
        this.repository = repository;
        this.delays = delays;
        this.capacity = capacity;
    }

    @Produces
    static ScheduledJob job(LastSeenWriter writer) {
        // The last call, when the node stops, writes what is still buffered.
        return new ScheduledJob("last-seen", Duration.ofSeconds(1), writer::flush).withLastCall();
    }

    /** Buffers a time. @return false when the buffer is full; then the caller must write it in another way */
    public synchronized boolean add(LastSeen seen) {
        if (pending.size() >= capacity && !pending.containsKey(seen.machineId())) {
            return false;
        }
        pending.merge(seen.machineId(), seen.at(), (one, other) -> one.isAfter(other) ? one : other);
        return true;
    }

    /** Writes the buffered times, one transaction per batch. Times that fail are buffered again for the next call. */
    public void flush() {
        Instant start = delays.now();
        List<LastSeen> all = takePending();
        boolean complete = true;
        for (int from = 0; from < all.size(); from += BATCH_SIZE) {
            complete &= write(all.subList(from, Math.min(all.size(), from + BATCH_SIZE)));
        }
        delays.written(start, complete);
    }

    /** Empties the buffer. @return its times by machine id, the order in which all writers lock machines */
    List<LastSeen> takePending() {
        return swap().entrySet().stream()
                .map(entry -> new LastSeen(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(LastSeen::machineId))
                .toList();
    }

    private synchronized Map<String, Instant> swap() {
        Map<String, Instant> taken = pending;
        pending = new HashMap<>();
        return taken;
    }

    /** @return whether all of the batch is in the database */
    private boolean write(List<LastSeen> batch) {
        List<LastSeen> notUpdated;
        try {
            notUpdated = repository.writeLastSeen(batch);
        } catch (RuntimeException failed) {
            retryLater(batch, failed);
            return false;
        }
        boolean complete = true;
        for (LastSeen seen : notUpdated) {
            try {
                repository.applyLate(seen);
            } catch (RuntimeException failed) {
                retryLater(List.of(seen), failed);
                complete = false;
            }
        }
        return complete;
    }

    private void retryLater(List<LastSeen> batch, RuntimeException failed) {
        LOG.log(
                DatabaseException.logLevel(failed),
                "Cannot write last_seen of " + batch.size() + " machines; retrying",
                failed);
        batch.forEach(this::add);
    }
}
