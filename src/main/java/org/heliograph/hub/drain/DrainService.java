package org.heliograph.hub.drain;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.RunningTime;

/**
 * Drains this node before it stops: new connections are refused, and the open ones are closed one after the other, so that their
 * clients reconnect to other nodes. Lasts until it is cancelled or the node stops. A time in which the node stands still prolongs it.
 */
@ApplicationScoped
public class DrainService {
    private static final Logger LOG = Logger.getLogger(DrainService.class.getName());
    private static final long STEP_MILLIS = 100;
    /** Short, since a refused client usually reaches another node at once; spread, so that they do not all return together. */
    private static final int MAX_RETRY_SECONDS = 5;

    private final Random random = new SecureRandom();
    private SessionRegistry registry;
    private RunningTime time;
    private Clock clock;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private UnaryOperator<Runnable> repeat;
    private EvenSchedule<Connection> schedule;
    private Runnable stopSteps = () -> {};
    private volatile Progress progress;

    /**
     * A drain in progress.
     *
     * @param duration the time within which all connections are closed
     */
    public record Progress(Instant startedAt, Duration duration) {}

    /** For the container's proxies. */
    protected DrainService() {}

    @Inject
    DrainService(SessionRegistry registry, RunningTime time, Clock clock) {
        this.registry = registry;
        this.time = time;
        this.clock = clock;
        repeat = this::repeatOnScheduler;
    }

    /** @param repeat runs a step repeatedly, until the task that it returns is run */
    DrainService(SessionRegistry registry, RunningTime time, Clock clock, UnaryOperator<Runnable> repeat) {
        this.registry = registry;
        this.time = time;
        this.clock = clock;
        this.repeat = repeat;
    }

    private Runnable repeatOnScheduler(Runnable step) {
        ScheduledFuture<?> steps = scheduler.scheduleAtFixedRate(step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        return () -> steps.cancel(false);
    }

    /** Starts to drain, or restarts with another duration. @param duration the time to close all connections in; zero for at once */
    public synchronized void start(Duration duration) {
        stopSteps.run();
        // refuses new connections from now on; those whose handshake is under way are closed by the last step
        progress = new Progress(clock.instant(), duration);
        schedule = new EvenSchedule<>(registry.all(), time.nanos(), duration, random);
        LOG.log(Level.INFO, "draining: {0} connections are closed within {1}", new Object[] {registry.size(), duration
        });
        stopSteps = repeat.apply(this::step);
    }

    /** Accepts connections again, and closes no more of them. */
    public synchronized void cancel() {
        if (progress != null) {
            stopSteps.run();
            progress = null;
            LOG.info("no longer draining");
        }
    }

    /** The drain in progress; empty when the node is not draining. */
    public Optional<Progress> progress() {
        return Optional.ofNullable(progress);
    }

    /**
     * Drains at once, and waits until no connection is left. Not by steps: a server that stops may run none any more.
     *
     * @return false when some are still open after the time, or the wait was interrupted
     */
    public boolean closeAll(Duration most) {
        start(Duration.ZERO);
        registry.all().forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        try {
            return registry.awaitEmpty(most);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The {@code Retry-After} of a refused connection, in seconds; random for each. */
    public int retryAfterSeconds() {
        return 1 + random.nextInt(MAX_RETRY_SECONDS);
    }

    private synchronized void step() {
        if (progress == null) {
            return;
        }
        long now = time.nanos();
        schedule.takeDue(now).forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        if (schedule.isOver(now)) {
            registry.all().forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        }
    }

    @PreDestroy
    synchronized void end() {
        stopSteps.run();
    }
}
