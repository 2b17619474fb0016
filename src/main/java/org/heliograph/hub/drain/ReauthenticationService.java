package org.heliograph.hub.drain;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.RestoreListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Closes every connection whose caller has signed in, when the database was restored: the accounts, memberships and tokens that admitted
 * it may not exist there, or may have been revoked. They are closed one after the other, with a code after which clients come back, and
 * the handshake of each decides anew.
 */
@ApplicationScoped
public class ReauthenticationService implements RestoreListener {
    private static final Logger LOG = Logger.getLogger(ReauthenticationService.class.getName());
    private static final long STEP_MILLIS = 100;
    private static final long NEVER = Long.MIN_VALUE;

    private final Random random = new SecureRandom();
    private SessionRegistry registry;
    private Configuration configuration;
    private Clock clock;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private UnaryOperator<Runnable> repeat;
    private EvenSchedule<Connection> schedule;
    private Runnable stopSteps = () -> {};
    private volatile long restoredMillis = NEVER;

    /** For the container's proxies. */
    protected ReauthenticationService() {}

    @Inject
    public ReauthenticationService(SessionRegistry registry, Configuration configuration, Clock clock) {
        this.registry = registry;
        this.configuration = configuration;
        this.clock = clock;
        repeat = this::repeatOnScheduler;
    }

    /** @param repeat runs a step repeatedly, until the task that it returns is run */
    ReauthenticationService(
            SessionRegistry registry, Configuration configuration, Clock clock, UnaryOperator<Runnable> repeat) {
        this(registry, configuration, clock);
        this.repeat = repeat;
    }

    private Runnable repeatOnScheduler(Runnable step) {
        ScheduledFuture<?> steps = scheduler.scheduleAtFixedRate(step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        return () -> steps.cancel(false);
    }

    @Override
    public synchronized void restored() {
        stopSteps.run();
        // those whose handshake is under way are closed when they are admitted
        restoredMillis = clock.millis();
        List<Connection> signedIn = registry.all().stream()
                .filter(connection -> connection.caller() != null)
                .toList();
        Duration duration = configuration.get(SocketSettings.RESTORE_OVER);
        schedule = new EvenSchedule<>(signedIn, restoredMillis, duration, random);
        LOG.log(Level.INFO, "{0} connections are closed within {1}, to sign in again", new Object[] {
            signedIn.size(), duration
        });
        stopSteps = repeat.apply(this::step);
    }

    private synchronized void step() {
        schedule.takeDue(clock.millis()).forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        if (schedule.isOver(clock.millis())) {
            stopSteps.run();
        }
    }

    /**
     * Closes a connection that was added to the registry after a restore, if its handshake was checked before it.
     *
     * @param sinceMillis a time before the handshake was checked, milliseconds since the epoch
     */
    public void recheck(Connection connection, long sinceMillis) {
        if (connection.caller() != null && sinceMillis <= restoredMillis) {
            connection.close(Disconnect.GOING_AWAY);
        }
    }

    @PreDestroy
    synchronized void end() {
        stopSteps.run();
    }
}
