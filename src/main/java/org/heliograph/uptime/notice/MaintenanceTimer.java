package org.heliograph.uptime.notice;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs {@link MaintenanceService#advanceDue} on every node. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MaintenanceTimer {
    @Inject
    private MaintenanceService maintenances;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        maintenances.advanceDue();
    }
}
