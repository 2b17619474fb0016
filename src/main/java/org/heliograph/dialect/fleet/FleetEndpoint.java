package org.heliograph.dialect.fleet;

import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import org.heliograph.gateway.JwtConfigurator;
import org.heliograph.gateway.SocketEndpoint;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.RateLimiter;

/** The WebSocket of dashboards and health pages. */
@ServerEndpoint(value = "/api/realtime", configurator = JwtConfigurator.class)
public class FleetEndpoint extends SocketEndpoint {
    @Inject
    private FleetDialect dialect;

    @Inject
    private FleetService service;

    private RateLimiter broadcasts;

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    @Override
    protected String greeting(Connection opened) {
        broadcasts = service.broadcastLimit();
        return FleetEncoder.connected(opened.id());
    }

    @Override
    protected void receive(Connection from, String message) {
        service.receive(from, broadcasts, message);
    }
}
