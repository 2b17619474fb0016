package org.heliograph.alert;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node; what one has deleted the others do not find. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertRetentionTimer {
    @Inject
    private AlertRetention retention;

    @Schedule(hour = "*", minute = "17", persistent = false)
    public void everyHour() {
        retention.forget();
    }
}
