package org.heliograph.uptime.pulse;

import java.util.concurrent.CompletableFuture;
import org.heliograph.platform.Utf8;
import org.heliograph.uptime.state.Pulse;

/**
 * A pulse that waits to be stored.
 *
 * @param stored completed with the monitor's id after the commit, or exceptionally when the pulse was not stored
 */
record PendingPulse(MonitorToken monitor, Pulse pulse, CompletableFuture<String> stored) {
    private static final int CALL_BYTES = 1_024;

    PendingPulse(MonitorToken monitor, Pulse pulse) {
        this(monitor, pulse, new CompletableFuture<>());
    }

    String monitorId() {
        return monitor.monitorId();
    }

    /** What it makes the node hold: its text in UTF-8, and a fixed amount for the call that waits for it. */
    int bytes() {
        return CALL_BYTES + (pulse.isFailure() ? Utf8.length(pulse.failure()) : 0);
    }
}
