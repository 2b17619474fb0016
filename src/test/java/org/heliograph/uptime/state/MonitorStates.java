package org.heliograph.uptime.state;

import java.time.Instant;

/** States for tests of reports and checks. */
public final class MonitorStates {
    private MonitorStates() {}

    /** A monitor whose only pulse is its last. @param lastPulse null for none */
    public static MonitorState of(
            String status, Instant lastPulse, Instant downSince, int downCount, Instant checkedAt) {
        return new MonitorState(
                "m",
                status,
                lastPulse,
                lastPulse,
                null,
                Pulse.NO_METRICS,
                null,
                downSince,
                downCount,
                checkedAt,
                Instant.EPOCH,
                MonitorState.pending("m").uptimes());
    }

    /** A monitor that is up. */
    public static MonitorState up(Instant lastPulse, Instant checkedAt) {
        return of(MonitorState.UP, lastPulse, null, 0, checkedAt);
    }
}
