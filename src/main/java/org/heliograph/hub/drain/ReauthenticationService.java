package org.heliograph.hub.drain;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.RestoreListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.platform.RunningTime;
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

    private final Random random = new SecureRandom();
    private SessionRegistry registry;
    private Configuration configuration;
    private RunningTime time;
    private LongSupplier millis;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private UnaryOperator<Runnable> repeat;
    private EvenSchedule<Connection> schedule;
    private Runnable stopSteps = () -> {};
    /** When the last restore was noticed; null before the first. */
    private volatile Long restoredMillis;

    /** For the container's proxies. */
    protected ReauthenticationService() {}

    @Inject
    public ReauthenticationService(SessionRegistry registry, Configuration configuration, RunningTime time) {
        this.registry = registry;
        this.configuration = configuration;
        this.time = time;
        millis = MonotonicTime::millis;
        repeat = this::repeatOnScheduler;
    }

    /**
     * @param millis see {@link MonotonicTime#millis}
     * @param repeat runs a step repeatedly, until the task that it returns is run
     */
    ReauthenticationService(
            SessionRegistry registry,
            Configuration configuration,
            RunningTime time,
            LongSupplier millis,
            UnaryOperator<Runnable> repeat) {
        this(registry, configuration, time);
        this.millis = millis;
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
        restoredMillis = millis.getAsLong();
        List<Connection> signedIn = registry.all().stream()
                .filter(connection -> connection.caller() != null)
                .toList();
        Duration duration = configuration.get(SocketSettings.RESTORE_OVER);
        schedule = new EvenSchedule<>(signedIn, time.nanos(), duration, random);
        LOG.log(Level.INFO, "{0} connections are closed within {1}, to sign in again", new Object[] {
            signedIn.size(), duration
        });
        stopSteps = repeat.apply(this::step);
    }

    private synchronized void step() {
        long now = time.nanos();
        schedule.takeDue(now).forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        if (schedule.isOver(now)) {
            stopSteps.run();
        }
    }

    /**
     * Closes a connection that was added to the registry after a restore, if its handshake was checked before it.
     *
     * @param sinceMillis a time before the handshake was checked, see {@link MonotonicTime#millis}
     */
    public void recheck(Connection connection, long sinceMillis) {
        Long restored = restoredMillis;
        if (connection.caller() != null && restored != null && sinceMillis - restored <= 0) {
            connection.close(Disconnect.GOING_AWAY);
        }
    }

    @PreDestroy
    synchronized void end() {
        stopSteps.run();
    }
}
