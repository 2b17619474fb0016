package org.heliograph.gateway.ws;

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

/** The socket that several dialects share; delegates all it hears. */
@ServerEndpoint(value = "/ws", configurator = JwtConfigurator.class)
public class SharedEndpoint extends SocketEndpoint {
    @Inject
    private CompositeDialect voice;

    private FrameRouter conversations;

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
        return voice;
    }

    @Override
    protected String greeting(Connection opened) {
        conversations = new FrameRouter(voice, opened);
        return voice.greeting(opened);
    }

    @Override
    protected void receive(Connection from, String message) {
        conversations.receive(message);
    }
}
