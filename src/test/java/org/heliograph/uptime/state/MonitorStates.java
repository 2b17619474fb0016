package org.heliograph.uptime.state;

import java.time.Instant;

/** States for tests of checks. */
public final class MonitorStates {
    private MonitorStates() {}

    /** A monitor whose only pulse is its last. @param lastPulse null for none */
    public static MonitorState of(String status, Instant lastPulse, int misses, int downCount, Instant checkedAt) {
        return new MonitorState(
                "m",
                status,
                lastPulse,
                lastPulse,
                null,
                Pulse.NO_METRICS,
                misses,
                downCount,
                checkedAt,
                Instant.EPOCH,
                MonitorState.pending("m").uptimes());
    }
}
