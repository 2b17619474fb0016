package org.heliograph.machine;

import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts changes of machines. */
public final class MachineMetrics {
    public static final String HEARTBEAT = "heartbeat";
    static final String CLEANUP = "cleanup";

    public static final CounterFamily TRANSITIONS = new CounterFamily(
            "heliograph_transitions_total",
            "cause",
            List.of(HEARTBEAT, CLEANUP),
            "Changes of machines that were committed, by their cause: a heartbeat, or the cleanup of silent machines.");

    private MachineMetrics() {}
}
