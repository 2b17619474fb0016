package org.heliograph.delivery;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node; each compares what it has delivered with the log. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CatchUpTimer {
    @Inject
    private Relay relay;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        relay.catchUp();
    }
}
