package org.heliograph.dialect.alerts;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node: each has screens of its own. */
@Singleton
@Interceptors(TimerGuard.class)
public class AlertsHeartbeatTimer {
    @Inject
    private AlertsHeartbeat heartbeat;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        heartbeat.beatWhenDue();
    }
}
