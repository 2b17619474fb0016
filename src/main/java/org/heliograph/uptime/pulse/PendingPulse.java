package org.heliograph.uptime.pulse;

import java.util.concurrent.CompletableFuture;

/**
 * A pulse that waits to be stored.
 *
 * @param stored completed with the monitor's id after the commit, or exceptionally when there was none
 */
record PendingPulse(MonitorToken target, Pulse pulse, CompletableFuture<String> stored) {
    PendingPulse(MonitorToken target, Pulse pulse) {
        this(target, pulse, new CompletableFuture<>());
    }
}
