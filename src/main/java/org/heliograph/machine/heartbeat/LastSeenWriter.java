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
    /** When more machines of a batch fail than these, the fault is not theirs. */
    private static final int MAX_MACHINES_AT_FAULT = 5;

    private static final Logger LOG = Logger.getLogger(LastSeenWriter.class.getName());

    private HeartbeatRepository repository;
    private TransitionRepository transitions;
    private HeartbeatDelayMonitor delays;
    private int capacity;
    private Map<String, Instant> pending = new HashMap<>();

    /** For the container's proxies. */
    protected LastSeenWriter() {}

    @Inject
    LastSeenWriter(HeartbeatRepository repository, TransitionRepository transitions, HeartbeatDelayMonitor delays) {
        this(repository, transitions, delays, CAPACITY);
    }

    LastSeenWriter(
            HeartbeatRepository repository,
            TransitionRepository transitions,
            HeartbeatDelayMonitor delays,
            int capacity) {
        this.repository = repository;
        this.transitions = transitions;
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

    /** @return false when times wait for a reason that is not one machine's */
    private boolean write(List<LastSeen> batch) {
        List<LastSeen> notUpdated;
        try {
            notUpdated = repository.writeLastSeen(batch);
        } catch (RuntimeException failed) {
            if (batch.size() == 1 || DatabaseException.isUnavailable(failed)) {
                return retryLater(batch, failed);
            }
            return writeEach(batch);
        }
        return notUpdated.isEmpty() || applyLate(notUpdated);
    }

    /** Applies the times of machines that are not online; those that are locked are tried again by the next call. */
    private boolean applyLate(List<LastSeen> batch) {
        try {
            transitions.applyLate(batch).forEach(this::add);
            return true;
        } catch (RuntimeException failed) {
            if (batch.size() == 1 || DatabaseException.isUnavailable(failed)) {
                return retryLater(batch, failed);
            }
            boolean complete = true;
            for (LastSeen seen : batch) {
                complete &= applyLate(List.of(seen));
            }
            return complete;
        }
    }

    /** Writes each time of a batch that failed, so that the fault of one machine delays no other. */
    private boolean writeEach(List<LastSeen> batch) {
        int failures = 0;
        for (int i = 0; i < batch.size(); i++) {
            LastSeen seen = batch.get(i);
            boolean complete = write(List.of(seen));
            failures += isPending(seen) ? 1 : 0;
            if (!complete || failures > MAX_MACHINES_AT_FAULT) {
                batch.subList(i + 1, batch.size()).forEach(this::add);
                return false;
            }
        }
        return true;
    }

    private synchronized boolean isPending(LastSeen seen) {
        return seen.at().equals(pending.get(seen.machineId()));
    }

    /** @return whether the failure may be one machine's, so that it excuses no other */
    private boolean retryLater(List<LastSeen> batch, RuntimeException failed) {
        LOG.log(
                DatabaseException.logLevel(failed),
                "Cannot write last_seen of " + batch.size() + " machines; retrying",
                failed);
        batch.forEach(this::add);
        return !DatabaseException.isUnavailable(failed);
    }
}
