package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.hub.Connection;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Tells every screen of this node that the server lives, whatever sites it has chosen. */
@ApplicationScoped
public class AlertsHeartbeat {
    private static final int MILLIS = 1_000;

    private SessionRegistry registry;
    private Clock clock;
    private long intervalMillis;
    private long lastBeat;

    /** For the container's proxy. */
    protected AlertsHeartbeat() {}

    @Inject
    AlertsHeartbeat(SessionRegistry registry, Configuration configuration, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        intervalMillis = configuration.get(MonitoringSettings.ALERT_HEARTBEAT).toMillis();
    }

    /** Beats once in each interval, counted from 1970, so that it neither drifts nor skips. */
    public synchronized void beatWhenDue() {
        long now = clock.millis();
        long beat = now / intervalMillis;
        if (beat == lastBeat) {
            return;
        }
        lastBeat = beat;
        String frame = "{\"event\":\"heartbeat\",\"ts\":" + now / MILLIS + "}";
        for (Connection connection : registry.all()) {
            if (connection.dialect() instanceof AlertsDialect) {
                connection.send(frame);
            }
        }
    }
}
