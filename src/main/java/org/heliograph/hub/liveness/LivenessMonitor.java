package org.heliograph.hub.liveness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.ScheduledJob;

/** Looks after every open socket: pings it, and ends it when it is silent or its token has expired. */
@ApplicationScoped
public class LivenessMonitor {
    private final Map<Dialect, Long> lastLook = new HashMap<>();
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

    /** Called every second. */
    public synchronized void check() {
        long now = clock.millis();
        Set<Dialect> due = new HashSet<>();
        Set<Dialect> early = new HashSet<>();
        for (Connection connection : registry.all()) {
            Dialect dialect = connection.dialect();
            if (!due.contains(dialect) && !early.contains(dialect)) {
                (isDue(dialect, now) ? due : early).add(dialect);
            }
            connection.check(now, due.contains(dialect));
        }
    }

    private boolean isDue(Dialect dialect, long now) {
        long checkEvery = dialect.liveness().checkEvery().toMillis();
        Long last = lastLook.get(dialect);
        if (last != null && now - last < checkEvery) {
            return false;
        }
        lastLook.put(dialect, now);
        return true;
    }
}
