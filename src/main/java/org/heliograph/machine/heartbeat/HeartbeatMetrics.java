package org.heliograph.machine.heartbeat;

import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts heartbeats. */
public final class HeartbeatMetrics {
    static final String ROUTINE = "routine";
    static final String CHANGE = "change";
    static final String REFUSED = "refused";

    public static final CounterFamily HEARTBEATS = new CounterFamily(
            "heliograph_heartbeats_total",
            "kind",
            List.of(ROUTINE, CHANGE, REFUSED),
            "Heartbeats by what became of them: accepted as routine, accepted as a change of their machine, or refused.");

    private HeartbeatMetrics() {}

    /** Counts a heartbeat that was to be committed. @param failed null for one that was */
    static void count(boolean routine, Throwable failed) {
        HEARTBEATS.increment(failed != null ? REFUSED : routine ? ROUTINE : CHANGE);
    }
}
