package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.hub.Connection;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Sends the heartbeat frame to every screen of this node, regardless of its site filter. */
@ApplicationScoped
public class AlertsHeartbeat {
    private static final int SECOND_MILLIS = 1_000;

    private SessionRegistry registry;
    private Clock clock;
    private long intervalMillis;
    private long lastInterval;

    /** For the container's proxy. */
    protected AlertsHeartbeat() {}

    @Inject
    AlertsHeartbeat(SessionRegistry registry, Configuration configuration, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        intervalMillis = configuration.get(MonitoringSettings.ALERT_HEARTBEAT).toMillis();
    }

    /** Sends at most once in each interval. Intervals are counted from the epoch, so that the heartbeat neither drifts nor skips. */
    public synchronized void beatWhenDue() {
        long now = clock.millis();
        long interval = now / intervalMillis;
        if (interval == lastInterval) {
            return;
        }
        lastInterval = interval;
        String frame = "{\"event\":\"heartbeat\",\"ts\":" + now / SECOND_MILLIS + "}";
        for (Connection connection : registry.all()) {
            if (connection.dialect() instanceof AlertsDialect) {
                connection.send(frame);
            }
        }
    }
}
