package org.heliograph.hub.liveness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.RunningTime;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Pings every open connection, and closes it when it is silent for too long, when one message takes too long to send, or when its token
 * has expired. Removes those that have been closed and whose transport does not end. All durations are the node's running time: a time
 * in which it stood still makes no peer silent. A token expires by the wall clock.
 */
@ApplicationScoped
public class LivenessMonitor {
    private static final Logger LOG = Logger.getLogger(LivenessMonitor.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** The server's own timeout comes first. */
    private static final Duration SEND_MARGIN = Duration.ofSeconds(2);

    private final Map<Dialect, Long> lastSilenceCheck = new HashMap<>();
    private Hub hub;
    private SessionRegistry registry;
    private RunningTime time;
    private Clock clock;
    private long sendNanos;

    /** For the container's proxy. */
    protected LivenessMonitor() {}

    @Inject
    LivenessMonitor(Hub hub, SessionRegistry registry, RunningTime time, Clock clock, Configuration configuration) {
        this(hub, registry, time, clock, configuration.get(SocketSettings.SEND_TIMEOUT));
    }

    /** @param sendTimeout after which the server should have ended a message that its peer does not take */
    public LivenessMonitor(Hub hub, SessionRegistry registry, RunningTime time, Clock clock, Duration sendTimeout) {
        this.hub = hub;
        this.registry = registry;
        this.time = time;
        this.clock = clock;
        this.sendNanos = sendTimeout.plus(SEND_MARGIN).toNanos();
    }

    @Produces
    static ScheduledJob job(LivenessMonitor monitor) {
        return new ScheduledJob("liveness", PERIOD, monitor::check);
    }

    /** Checks all connections; called every second. Silence is checked as often as the connection's dialect asks for. */
    public synchronized void check() {
        time.beat();
        long now = time.nanos();
        long nowMillis = clock.millis();
        Map<Dialect, Boolean> silenceCheckDue = new HashMap<>();
        for (Connection connection : registry.all()) {
            boolean due = silenceCheckDue.computeIfAbsent(connection.dialect(), dialect -> isDue(dialect, now));
            check(connection, now, nowMillis, due);
        }
    }

    /** A fault with one connection closes that connection and must not affect the others. */
    private void check(Connection connection, long now, long nowMillis, boolean silenceCheckDue) {
        try {
            if (connection.check(now, nowMillis, silenceCheckDue, sendNanos)) {
                hub.close(connection);
            }
        } catch (RuntimeException | Error fault) {
            connection.close(Disconnect.INTERNAL_ERROR);
            LOG.log(Level.SEVERE, "could not check a connection", fault);
        }
    }

    private boolean isDue(Dialect dialect, long now) {
        Long last = lastSilenceCheck.get(dialect);
        if (last != null && now - last < dialect.liveness().checkEvery().toNanos()) {
            return false;
        }
        lastSilenceCheck.put(dialect, now);
        return true;
    }
}
