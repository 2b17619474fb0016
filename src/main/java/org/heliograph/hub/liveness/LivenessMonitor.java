package org.heliograph.hub.liveness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.ScheduledJob;

/**
 * Pings every open connection, and closes it when it is silent for too long or its token has expired. Time in which this node did
 * not run, or by which its clock was set, makes no peer silent.
 */
@ApplicationScoped
public class LivenessMonitor {
    private final Map<Dialect, Long> lastSilenceCheck = new HashMap<>();
    private static final long PERIOD_MILLIS = 1_000;
    /** A check may be this late; later, the process was suspended or the clock was set. */
    private static final long MAX_LATE_MILLIS = 2_000;

    private Long lastCheck;
    private SessionRegistry registry;
    private Clock clock;

    /** For the container's proxy. */
    protected LivenessMonitor() {}

    @Inject
    public LivenessMonitor(SessionRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(LivenessMonitor monitor) {
        return new ScheduledJob("liveness", Duration.ofMillis(PERIOD_MILLIS), monitor::check);
    }

    /** Checks all connections; called every second. Silence is checked as often as the connection's dialect asks for. */
    public synchronized void check() {
        long now = clock.millis();
        forgiveSilence(now);
        Map<Dialect, Boolean> silenceCheckDue = new HashMap<>();
        for (Connection connection : registry.all()) {
            boolean due = silenceCheckDue.computeIfAbsent(connection.dialect(), dialect -> isDue(dialect, now));
            connection.check(now, due);
        }
    }

    private void forgiveSilence(long now) {
        long unwitnessed = lastCheck == null ? 0 : now - lastCheck - PERIOD_MILLIS;
        lastCheck = now;
        if (Math.abs(unwitnessed) > MAX_LATE_MILLIS) {
            registry.all().forEach(connection -> connection.forgiveSilence(unwitnessed, now));
            lastSilenceCheck.clear();
        }
    }

    private boolean isDue(Dialect dialect, long now) {
        long checkEvery = dialect.liveness().checkEvery().toMillis();
        Long last = lastSilenceCheck.get(dialect);
        if (last != null && now - last < checkEvery) {
            return false;
        }
        lastSilenceCheck.put(dialect, now);
        return true;
    }
}
