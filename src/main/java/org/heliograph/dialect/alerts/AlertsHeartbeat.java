package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** The heartbeat for every screen of this node, regardless of its site filter, and the answer to a ping. */
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
        String frame = frame();
        for (Connection connection : registry.all()) {
            if (connection.dialect() instanceof ScreenDialect screen) {
                send(connection, screen.frame(frame));
            }
        }
    }

    /** A fault with one screen must not affect the others. */
    private static void send(Connection screen, String frame) {
        try {
            screen.send(frame);
        } catch (RuntimeException | Error fault) {
            screen.close(Disconnect.INTERNAL_ERROR);
        }
    }

    /** The heartbeat of this moment. */
    String frame() {
        return frame("heartbeat");
    }

    /** The answer to a screen's ping. */
    String pong() {
        return frame("pong");
    }

    private String frame(String event) {
        return "{\"event\":\"" + event + "\",\"ts\":" + clock.millis() / SECOND_MILLIS + "}";
    }
}
