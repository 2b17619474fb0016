package org.heliograph.uptime.pulse;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.heliograph.platform.Utf8;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.platform.trace.TraceParent;
import org.heliograph.uptime.state.Pulse;

/**
 * A pulse that waits to be stored.
 *
 * @param trace  of the request that sent it, for the events that it causes
 * @param stored completed with the monitor's id after the commit, or exceptionally when the pulse was not stored
 */
record PendingPulse(MonitorToken monitor, Pulse pulse, CompletableFuture<String> stored, Optional<TraceParent> trace) {
    private static final int CALL_BYTES = 1_024;

    /** One of the current request. */
    PendingPulse(MonitorToken monitor, Pulse pulse) {
        this(monitor, pulse, new CompletableFuture<>(), CurrentTrace.get());
    }

    String monitorId() {
        return monitor.monitorId();
    }

    /** What it makes the node hold: its text in UTF-8, and a fixed amount for the call that waits for it. */
    int bytes() {
        return CALL_BYTES + (pulse.isFailure() ? Utf8.length(pulse.failure()) : 0);
    }
}
