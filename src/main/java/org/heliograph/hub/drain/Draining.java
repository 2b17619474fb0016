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

/**
 * Empties this node of its sockets, as is done before it stops: no new ones are let in, and those that are open are sent
 * elsewhere one after the other. It lasts until it is taken back or the node stops.
 */
@ApplicationScoped
public class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class.getName());
    private static final long STEP_MILLIS = 100;
    /** Whoever is refused here comes to another node if there is one, and not with all the others. */
    private static final int LONGEST_RETRY_SECONDS = 5;

    private final Random random = new SecureRandom();
    private SessionRegistry registry;
    private Clock clock;

    @Resource
    private ManagedScheduledExecutorService server;

    private UnaryOperator<Runnable> pace;
    private Spread<Connection> spread;
    private Runnable stop = () -> {};
    private volatile Course course;

    /** A drain: when it began and over which time it closes sockets. */
    public record Course(Instant began, Duration over) {}

    /** For the container's proxies. */
    protected Draining() {}

    @Inject
    Draining(SessionRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        pace = this::onServer;
    }

    /** @param pace takes a step again and again, until what it returns is run */
    Draining(SessionRegistry registry, Clock clock, UnaryOperator<Runnable> pace) {
        this.registry = registry;
        this.clock = clock;
        this.pace = pace;
    }

    private Runnable onServer(Runnable step) {
        ScheduledFuture<?> steps = server.scheduleAtFixedRate(step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        return () -> steps.cancel(false);
    }

    /** Begins, or begins anew with another time for what is still open. @param over the time to close them in; zero for at once */
    public synchronized void begin(Duration over) {
        stop.run();
        // from now on nobody new is let in; who is on the way in is found by the last step
        course = new Course(clock.instant(), over);
        spread = new Spread<>(registry.all(), clock.millis(), over, random);
        LOG.log(Level.INFO, "draining: {0} sockets are closed within {1}", new Object[] {registry.size(), over});
        stop = pace.apply(this::step);
    }

    /** Lets sockets in again. */
    public synchronized void takeBack() {
        if (course != null) {
            stop.run();
            course = null;
            LOG.info("no longer draining");
        }
    }

    /** The drain under way; empty when everything is as always. */
    public Optional<Course> course() {
        return Optional.ofNullable(course);
    }

    /** After how many seconds somebody who is refused should try again; each is told a number of their own. */
    public int retryAfterSeconds() {
        return 1 + random.nextInt(LONGEST_RETRY_SECONDS);
    }

    private synchronized void step() {
        if (course == null) {
            return;
        }
        spread.due(clock.millis()).forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        if (spread.isOver(clock.millis())) {
            registry.all().forEach(connection -> connection.close(Disconnect.GOING_AWAY));
        }
    }

    @PreDestroy
    synchronized void end() {
        stop.run();
    }
}
