package org.heliograph.uptime.pulse;

import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts reports of monitors. */
public final class PulseMetrics {
    public static final CounterFamily PULSES = new CounterFamily(
            "heliograph_pulses_total",
            "result",
            List.of("accepted", "refused"),
            "Reports of monitors, by HTTP and by sockets: accepted when they are committed.");

    private PulseMetrics() {}

    /** Counts a report that has been answered. @param failed null for one that was accepted */
    static void count(Throwable failed) {
        PULSES.increment(failed == null ? "accepted" : "refused");
    }
}
