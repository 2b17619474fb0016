package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routine heartbeats that wait to be written: one time a machine, the latest; bounded. */
@ApplicationScoped
public class LastSeenBuffer {
    private static final int MOST = 100_000;

    private final int most;
    private Map<String, Instant> waiting = new HashMap<>();

    public LastSeenBuffer() {
        this(MOST);
    }

    LastSeenBuffer(int most) {
        this.most = most;
    }

    /** Whether there was room. */
    public synchronized boolean add(LastSeen seen) {
        if (waiting.size() >= most && !waiting.containsKey(seen.machineId())) {
            return false;
        }
        waiting.merge(seen.machineId(), seen.at(), (one, other) -> one.isAfter(other) ? one : other);
        return true;
    }

    /** Takes everything out, sorted by machine, in which order everybody locks machines. */
    List<LastSeen> drain() {
        return takeAll().entrySet().stream()
                .map(entry -> new LastSeen(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(LastSeen::machineId))
                .toList();
    }

    private synchronized Map<String, Instant> takeAll() {
        Map<String, Instant> taken = waiting;
        waiting = new HashMap<>();
        return taken;
    }
}
