package org.heliograph.eventlog;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node; each only repeats the deletions of another. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LogRetentionTimer {
    @Inject
    private LogRetention retention;

    @Schedule(hour = "*", minute = "*", persistent = false)
    public void everyMinute() {
        retention.purge();
    }
}
