package org.heliograph.uptime.history;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node: each takes the monitors that no other node is just taking. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ServerAvailabilityTimer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UptimeTimer {
    @Inject
    private UptimeUpdater work;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        work.run();
    }
}
