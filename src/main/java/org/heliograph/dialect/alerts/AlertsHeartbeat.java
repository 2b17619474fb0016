package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.hub.Connection;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** The heartbeat frame for every screen of this node, regardless of its site filter. */
@ApplicationScoped
public class AlertsHeartbeat {
    private static final int SECOND_MILLIS = 1_000;

    private SessionRegistry registry;
    private Clock clock;

    /** For the container's proxy. */
    protected AlertsHeartbeat() {}

    @Inject
    AlertsHeartbeat(SessionRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(AlertsHeartbeat heartbeat, Configuration configuration) {
        return new ScheduledJob(
                "alert-heartbeat", configuration.get(MonitoringSettings.ALERT_HEARTBEAT), heartbeat::send);
    }

    /** Sends a heartbeat to every screen of this node. */
    public void send() {
        String frame = "{\"event\":\"heartbeat\",\"ts\":" + clock.millis() / SECOND_MILLIS + "}";
        for (Connection connection : registry.all()) {
            if (connection.dialect() instanceof AlertsDialect) {
                connection.send(frame);
            }
        }
    }
}
