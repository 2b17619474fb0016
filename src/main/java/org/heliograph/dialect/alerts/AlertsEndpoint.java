package org.heliograph.dialect.alerts;

import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.websocket.server.ServerEndpoint;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.heliograph.gateway.JwtConfigurator;
import org.heliograph.gateway.SocketEndpoint;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.json.JsonText;

/** The WebSocket of wall screens: a screen receives the alerts of all sites until it subscribes to some. */
@ServerEndpoint(value = "/ws/alerts", configurator = JwtConfigurator.class)
public class AlertsEndpoint extends SocketEndpoint {
    private static final JsonValue PING = JsonText.value("ping");
    private static final int MAX_PING_LENGTH = 64;

    @Inject
    private AlertsDialect dialect;

    @Inject
    private AlertSubscriptions subscriptions;

    @Inject
    private AlertsHeartbeat heartbeat;

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    /** Subscribes to all alerts at once; this dialect has no greeting. */
    @Override
    protected String greeting(Connection opened) {
        subscriptions.all(opened);
        return null;
    }

    /** A selection of sites or a ping; anything else is ignored, since this dialect has no error frame (docs/alerts.md). */
    @Override
    protected void receive(Connection from, String message) {
        if (message.length() <= MAX_PING_LENGTH && isPing(message)) {
            from.send(heartbeat.pong());
        } else {
            SiteFilter.parse(message, subscriptions.maxSites())
                    .ifPresent(filter -> subscriptions.replace(from, filter));
        }
    }

    /** {@code {"event":"ping"}}, with which a screen finds out whether its connection works. */
    private static boolean isPing(String message) {
        try {
            return PING.equals(FrameParser.parse(message).get("event"));
        } catch (BadFrameException other) {
            return false;
        }
    }
}
