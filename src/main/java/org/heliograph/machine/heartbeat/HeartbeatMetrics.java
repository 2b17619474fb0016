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
            "Heartbeats: routine ones, those that change their machine, and those that were refused at once.");
    public static final CounterFamily TRANSITIONS =
            new CounterFamily("heliograph_transitions_total", "Changes of machines by heartbeats that were committed.");

    private HeartbeatMetrics() {}
}
