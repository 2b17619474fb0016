package org.heliograph.machine;

import java.util.Map;
import java.util.Optional;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.platform.trace.TraceParent;

/**
 * The traces of the heartbeats that this thread stores together, by machine. Each event of a machine then has the trace of its own heartbeat,
 * although all are flushed at once.
 */
public final class HeartbeatTraces {
    private static final ThreadLocal<Map<String, TraceParent>> CURRENT = new ThreadLocal<>();

    private HeartbeatTraces() {}

    /** Runs a flush. @param traces by the id of the machine; without those that have none */
    public static void during(Map<String, TraceParent> traces, Runnable flush) {
        if (traces.isEmpty()) {
            flush.run();
            return;
        }
        CURRENT.set(traces);
        try {
            flush.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** Makes the trace of the heartbeat of a machine the current one; without such a heartbeat the current one stays. */
    static CurrentTrace.Scope open(String machineId) {
        Map<String, TraceParent> traces = CURRENT.get();
        return traces == null
                ? CurrentTrace.open(CurrentTrace.get())
                : CurrentTrace.open(Optional.ofNullable(traces.get(machineId)));
    }
}
