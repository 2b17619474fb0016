package org.heliograph.uptime.pulse;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Starts the writer of pulses after an outage of the server is recorded, and ends it when the server stops. */
@Startup
@Singleton
@DependsOn("ServerAvailabilityTimer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PulseStarter {
    @Inject
    private PulseService pulses;

    @PostConstruct
    public void start() {
        pulses.start();
    }

    @PreDestroy
    public void stop() {
        pulses.stop();
    }
}
