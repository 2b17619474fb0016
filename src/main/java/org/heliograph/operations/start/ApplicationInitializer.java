package org.heliograph.operations.start;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.heliograph.identity.TokenVerifier;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * What must be so before anything else works: right settings, readable keys, the schema, the first accounts. Whatever is
 * wrong ends the deployment with a sentence. Other singletons that start with the application are
 * {@code @DependsOn("ApplicationInitializer")}.
 */
@Singleton
@jakarta.ejb.Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ApplicationInitializer {
    private static final int TRIES = 6;

    @Inject
    private Configuration configuration;

    @Inject
    private TokenVerifier tokens;

    @Inject
    private SchemaMigration schema;

    @Inject
    private FirstAdministrator administrator;

    @Inject
    private DemoAccounts demoAccounts;

    @Inject
    private DemoService demoService;

    @PostConstruct
    void start() {
        configuration.check();
        tokens.check();
        schema.migrate();
        boolean demo = configuration.get(NodeSettings.DEMO);
        if (!demo) {
            patiently(demoService::remove);
            patiently(demoAccounts::remove);
        }
        patiently(administrator::ensure);
        if (demo) {
            patiently(demoAccounts::ensure);
            demoAccounts.announce();
        }
    }

    /** Nodes that start together wait for one another here, which may take longer than anybody waits for a lock. */
    private static void patiently(Runnable work) {
        for (int left = TRIES; ; left--) {
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
