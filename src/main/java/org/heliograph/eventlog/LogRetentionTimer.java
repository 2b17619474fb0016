package org.heliograph.eventlog;

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
public class LogRetentionTimer {
    @Inject
    private LogRetention retention;

    @Schedule(hour = "*", minute = "*", persistent = false)
    public void everyMinute() {
        retention.forget();
    }
}
