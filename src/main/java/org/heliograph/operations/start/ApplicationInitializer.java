package org.heliograph.operations.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.delivery.Relay;
import org.heliograph.demo.Demo;
import org.heliograph.identity.TokenVerifier;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.uptime.pulse.PulseService;

/**
 * Starts the application in this order: settings and keys are checked, the schema is migrated, the first accounts are made,
 * then the relay, the pulse writer and the demo start. Whatever is wrong ends the deployment with a sentence. Other singletons
 * that start with the application are {@code @DependsOn("ApplicationInitializer")}.
 */
@Singleton
@jakarta.ejb.Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ApplicationInitializer {
    private static final int ATTEMPTS = 6;
    /** The server's logging; without this Flyway uses the first logging library on the class path. */
    private static final String FLYWAY_LOGGER = "org.flywaydb.core.internal.logging.javautil.JavaUtilLogCreator";

    @Inject
    private Configuration configuration;

    @Inject
    private TokenVerifier tokens;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private FirstAdministrator administrator;

    @Inject
    private AdministratorReset administratorReset;

    @Inject
    private DemoAccounts demoAccounts;

    @Inject
    private DemoContent demoContent;

    @Inject
    private Relay relay;

    @Inject
    private ServerAvailability availability;

    @Inject
    private PulseService pulses;

    @Inject
    private Demo demoScenarios;

    @PostConstruct
    void start() {
        configuration.check();
        tokens.check();
        administratorReset.check();
        migrateSchema();
        boolean demo = configuration.get(NodeSettings.DEMO);
        if (!demo) {
            retrying(demoContent::remove);
            retrying(demoAccounts::remove);
        }
        retrying(administrator::ensure);
        retrying(administratorReset::apply);
        if (demo) {
            retrying(demoAccounts::ensure);
            demoAccounts.announce();
        }
        relay.start();
        // the absence of the server must be known before the first pulse after it
        availability.started();
        pulses.start();
        demoScenarios.start();
    }

    @PreDestroy
    void stop() {
        pulses.stop();
    }

    /** Migrates the schema; Flyway's own lock makes nodes that start at the same time wait for each other. */
    private void migrateSchema() {
        Flyway.configure(ApplicationInitializer.class.getClassLoader())
                .loggers(FLYWAY_LOGGER)
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** Nodes that start at the same time wait for each other's transactions, longer than one lock timeout. */
    private static void retrying(Runnable work) {
        for (int left = ATTEMPTS; ; left--) {
            try {
                work.run();
                return;
            } catch (RuntimeException failed) {
                if (left == 1 || !DatabaseException.isBusy(failed)) {
                    throw failed;
                }
            }
        }
    }
}
