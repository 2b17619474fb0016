package org.heliograph.hub;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Runs on every node: each looks after its own sockets. */
@Singleton
public class LivenessTimer {
    @Inject
    private LivenessMonitor monitor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        monitor.check();
    }
}
