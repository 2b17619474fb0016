package org.heliograph.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Starts the relay with the application, as soon as the schema exists. */
@Startup
@Singleton
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayStarter {
    @Inject
    private Relay relay;

    @PostConstruct
    public void start() {
        relay.start();
    }
}
