package org.heliograph.hub.liveness;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node; each checks its own connections. */
@Singleton
@Interceptors(TimerGuard.class)
public class LivenessTimer {
    @Inject
    private LivenessMonitor monitor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        monitor.check();
    }
}
