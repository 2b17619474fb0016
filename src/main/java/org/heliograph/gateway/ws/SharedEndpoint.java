package org.heliograph.gateway.ws;

import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import org.heliograph.gateway.JwtConfigurator;
import org.heliograph.gateway.SocketEndpoint;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;

/** The WebSocket that several dialects share. */
@ServerEndpoint(value = "/ws", configurator = JwtConfigurator.class)
public class SharedEndpoint extends SocketEndpoint {
    @Inject
    private CompositeDialect dialect;

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    @Override
    protected String greeting(Connection opened) {
        return dialect.greeting(opened);
    }

    @Override
    protected void receive(Connection from, String message) {
        dialect.receive(from, message);
    }
}
