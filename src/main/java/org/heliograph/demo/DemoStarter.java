package org.heliograph.demo;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Starts the demo once its accounts are there. */
@Startup
@Singleton
@DependsOn("ApplicationInitializer")
public class DemoStarter {
    @Inject
    private Demo demo;

    @PostConstruct
    public void start() {
        demo.start();
    }
}
