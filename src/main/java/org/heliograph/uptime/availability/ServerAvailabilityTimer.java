package org.heliograph.uptime.availability;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node, from before it takes the first pulse. */
@Startup
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServerAvailabilityTimer {
    @Inject
    private ServerAvailability presence;

    @PostConstruct
    public void begin() {
        presence.started();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        presence.heartbeat();
    }
}
