package org.heliograph.demo;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Starts the simulated machines once their accounts are there. */
@Startup
@Singleton
@DependsOn("Startup")
public class DemoStarter {
    @Inject
    private DemoFleet fleet;

    @PostConstruct
    public void start() {
        fleet.start();
    }
}
