package org.heliograph.machine.heartbeat;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node, and once more when it stops: each writes the heartbeats that came to it. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LastSeenTimer {
    @Inject
    private LastSeenWriter writer;

    @PreDestroy
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        writer.flush();
    }
}
