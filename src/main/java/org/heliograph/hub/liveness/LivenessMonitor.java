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

/** Pings every open connection, and closes it when it is silent for too long or its token has expired. */
@ApplicationScoped
public class LivenessMonitor {
    private final Map<Dialect, Long> lastSilenceCheck = new HashMap<>();
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
        return new ScheduledJob("liveness", Duration.ofSeconds(1), monitor::check);
    }

    /** Checks all connections; called every second. Silence is checked as often as the connection's dialect asks for. */
    public synchronized void check() {
        long now = clock.millis();
        Map<Dialect, Boolean> silenceCheckDue = new HashMap<>();
        for (Connection connection : registry.all()) {
            boolean due = silenceCheckDue.computeIfAbsent(connection.dialect(), dialect -> isDue(dialect, now));
            connection.check(now, due);
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
