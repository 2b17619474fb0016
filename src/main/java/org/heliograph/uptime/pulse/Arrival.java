package org.heliograph.uptime.pulse;

import java.util.concurrent.CompletableFuture;

/**
 * A pulse that waits to be stored.
 *
 * @param stored completed with the monitor's id after the commit, or exceptionally when there was none
 */
record Arrival(Target target, Pulse pulse, CompletableFuture<String> stored) {
    Arrival(Target target, Pulse pulse) {
        this(target, pulse, new CompletableFuture<>());
    }
}
