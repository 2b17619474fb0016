package org.heliograph.operations.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.delivery.Relay;
import org.heliograph.demo.Demo;
import org.heliograph.eventlog.Sequencer;
import org.heliograph.identity.TokenVerifier;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.mail.MailService;
import org.heliograph.operations.server.ServerCheck;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.DatabaseMonitor;
import org.heliograph.persistence.DatabaseReachability;
import org.heliograph.platform.DelayThread;
import org.heliograph.platform.StartState;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.uptime.monitor.PushTokenMigration;
import org.heliograph.uptime.pulse.PulseService;

/**
 * Starts the application in this order: settings, keys and the data source are checked, the schema is migrated, the node is compared with its
 * installation, the first accounts are made, then the relay, the pulse writer and the demo start. Whatever is wrong ends the deployment
 * with a sentence. When the database cannot be reached the deployment succeeds, and a thread waits for the database and then does the
 * rest; until then {@link StartFilter} refuses all calls. Other singletons that start with the application are
 * {@code @DependsOn("ApplicationInitializer")}.
 */
@Singleton
@jakarta.ejb.Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ApplicationInitializer {
    private static final Logger LOG = Logger.getLogger(ApplicationInitializer.class.getName());
    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long STOP_MILLIS = 10_000;

    @Inject
    private Configuration configuration;

    @Inject
    private StartState state;

    @Inject
    private ServerCheck server;

    @Inject
    private TokenVerifier tokens;

    @Inject
    private DatabaseReachability database;

    @Inject
    private DatabaseMonitor monitor;

    @Inject
    private DataSourceCheck dataSource;

    @Inject
    private SchemaMigration schema;

    @Inject
    private InstallationCheck installation;

    @Inject
    private PushTokenMigration pushTokens;

    @Inject
    private SecondFactorService factors;

    @Inject
    private FirstAdministrator administrator;

    @Inject
    private AdministratorReset administratorReset;

    @Inject
    private MailService mail;

    @Inject
    private ProviderConfiguration provider;

    @Inject
    private DemoAccounts demoAccounts;

    @Inject
    private DemoContent demoContent;

    @Inject
    private NodeReport report;

    @Inject
    private Relay relay;

    @Inject
    private Sequencer sequencer;

    @Inject
    private ServerAvailability availability;

    @Inject
    private PulseService pulses;

    @Inject
    private Demo demoScenarios;

    @Resource
    private ManagedThreadFactory threads;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread waiter;

    @PostConstruct
    void start() {
        DelayThread.ensure();
        configuration.check();
        server.start();
        tokens.check();
        administratorReset.check();
        mail.check();
        provider.check();
        Optional<String> away = database.failure();
        if (away.isEmpty()) {
            startAll();
            return;
        }
        Duration longest = configuration.get(NodeSettings.DATABASE_WAIT);
        LOG.log(
                Level.WARNING,
                "the database is unavailable, so this node waits for it, {0} at most, and answers 503 meanwhile: {1}",
                new Object[] {longest, away.get()});
        state.waiting("waiting for the database");
        waiter = threads.newThread(
                new DatabaseWait(() -> database.failure().isEmpty(), this::startAll, PAUSE, longest, stopping, state));
        waiter.setName("heliograph-start");
        waiter.start();
    }

    /** Whatever fails here is a reason not to serve. Each step may be called again after the database was away. */
    private void startAll() {
        prepare();
        begin();
    }

    private void prepare() {
        retrying(dataSource::run);
        retrying(schema::run);
        retrying(installation::identify);
        retrying(installation::run);
        retrying(pushTokens::run);
        retrying(factors::reseal);
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
        report.log();
    }

    private void begin() {
        monitor.start();
        relay.start();
        sequencer.start();
        // the absence of the server must be known before the first pulse after it
        availability.started();
        pulses.start();
        demoScenarios.start();
        state.started();
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
        demoScenarios.stop();
        pulses.stop();
        if (waiter != null) {
            try {
                waiter.join(STOP_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
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
