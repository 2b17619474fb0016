package org.heliograph.dialect.alerts;

import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.Map;
import org.heliograph.alert.AlertListener;
import org.heliograph.event.Topic;
import org.heliograph.gateway.JwtConfigurator;
import org.heliograph.gateway.SocketEndpoint;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.ResumePoint;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** The WebSocket of wall screens: a screen receives the alerts of all sites until it subscribes to some. */
@ServerEndpoint(value = "/ws/alerts", configurator = JwtConfigurator.class)
public class AlertsEndpoint extends SocketEndpoint {
    @Inject
    private AlertsDialect dialect;

    @Inject
    private Hub hub;

    @Inject
    private Configuration configuration;

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    /** Subscribes to all alerts at once; this dialect has no greeting. */
    @Override
    protected String greeting(Connection opened) {
        hub.subscribe(opened, List.of(AlertListener.TOPIC), null);
        return null;
    }

    @Override
    protected void receive(Connection from, String message) {
        SiteFilter.parse(message, configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET))
                .ifPresent(filter -> apply(from, filter));
    }

    private void apply(Connection screen, SiteFilter filter) {
        screen.filter(filter.sites().isEmpty() ? null : filter.sites()::contains);
        Map<Topic, ResumePoint> since = filter.since() == null
                ? Map.of()
                : Map.of(AlertListener.TOPIC, new ResumePoint(filter.since(), AlertsEndpoint::gap));
        // subscribed again also without a sequence: that ends an earlier resumption
        hub.subscribe(screen, List.of(AlertListener.TOPIC), since, sequences -> null);
    }

    private static String gap(long from, long to) {
        return "{\"event\":\"gap\",\"from\":" + from + ",\"to\":" + to + "}";
    }
}
