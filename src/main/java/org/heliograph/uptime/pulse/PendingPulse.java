package org.heliograph.uptime.pulse;

import java.util.concurrent.CompletableFuture;
import org.heliograph.uptime.state.Pulse;

/**
 * A pulse that waits to be stored.
 *
 * @param stored completed with the monitor's id after the commit, or exceptionally when the pulse was not stored
 */
record PendingPulse(MonitorToken monitor, Pulse pulse, CompletableFuture<String> stored) {
    PendingPulse(MonitorToken monitor, Pulse pulse) {
        this(monitor, pulse, new CompletableFuture<>());
    }

    String monitorId() {
        return monitor.monitorId();
    }
}
