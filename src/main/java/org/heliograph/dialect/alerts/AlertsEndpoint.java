package org.heliograph.dialect.alerts;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import org.heliograph.gateway.JwtConfigurator;
import org.heliograph.gateway.SocketEndpoint;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;

/** The socket of wall screens; delegates all it hears. */
@ServerEndpoint(value = "/ws/alerts", configurator = JwtConfigurator.class)
public class AlertsEndpoint extends SocketEndpoint {
    @Inject
    private AlertsDialect dialect;

    @Inject
    private AlertsService service;

    @OnOpen
    public void onOpen(Session session) {
        opened(session);
    }

    @OnMessage
    public void onText(String part, boolean last) {
        text(part, last);
    }

    @OnMessage
    public void onBinary(ByteBuffer part, boolean last) {
        binary();
    }

    @OnMessage
    public void onPong(PongMessage pong) {
        pong();
    }

    @OnClose
    public void onClose() {
        closed();
    }

    @OnError
    public void onError(Throwable cause) {
        failed(cause);
    }

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    @Override
    protected String greeting(Connection opened) {
        service.welcome(opened);
        return null;
    }

    @Override
    protected void receive(Connection from, String message) {
        service.receive(from, message);
    }
}
