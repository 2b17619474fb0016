package org.heliograph.gateway;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Base class of the WebSocket endpoints: opens and closes the hub's connection and assembles messages. The container creates one
 * instance for each socket. Subclasses carry {@code @ServerEndpoint} only: Undertow and Tyrus both find the annotated methods of a
 * superclass, although the specification does not require it (Jakarta WebSocket 2.1, 4.8).
 */
public abstract class SocketEndpoint {
    private static final Logger LOG = Logger.getLogger(SocketEndpoint.class.getName());

    @Inject
    private Hub hub;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Inject
    private ConnectionAdmission admission;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private Connection connection;
    private MessageAssembler assembler;

    /** The dialect of this endpoint; the same object for every socket. */
    protected abstract Dialect dialect();

    /** Prepares a new connection. @return its first frame; null for none */
    protected abstract String greeting(Connection opened);

    /** Handles a complete message. Invalid input is answered with the dialect's error frame, or ignored where it has none. */
    protected abstract void receive(Connection from, String message);

    @OnOpen
    public final void onOpen(Session session) {
        Handshake handshake = JwtConfigurator.handshake(session);
        long sendTimeout = configuration.get(SocketSettings.SEND_TIMEOUT).toMillis();
        assembler = new MessageAssembler(configuration.get(SocketSettings.FRAMES_PER_SECOND));
        connection = admission.create(
                dialect(), handshake, new WebSocketTransport(session, executor, scheduler, sendTimeout));
        try {
            admission.admit(connection, handshake, greeting(connection));
        } catch (RuntimeException fault) {
            // e.g. the database is away: a closed client reconnects, one that stays open would receive nothing
            LOG.log(level(fault), fault, () -> "Opening a " + dialect().name() + " socket failed");
            connection.close(Disconnect.INTERNAL_ERROR);
        }
        if (!connection.isOpen()) {
            // the connection may have been closed before the hub had it: no later call would remove it
            hub.close(connection);
        }
    }

    @OnMessage
    public final void onText(String part, boolean last) {
        // while a close waits for the message in flight, further frames are ignored
        if (connection.isOpen()) {
            assembler.add(part, last, clock.millis(), this::dispatch, connection::close);
        }
    }

    private void dispatch(String message) {
        recordLiveness();
        try {
            receive(connection, message);
        } catch (RuntimeException fault) {
            LOG.log(
                    level(fault),
                    fault,
                    () -> "Handling a frame of a " + dialect().name() + " socket failed");
            connection.close(Disconnect.INTERNAL_ERROR);
        }
    }

    /** An outage of the database is logged once, and not by every socket. */
    private static Level level(RuntimeException fault) {
        return DatabaseException.isOutage(fault) ? Level.FINE : Level.SEVERE;
    }

    private void recordLiveness() {
        if (dialect().liveness().pongCounts()) {
            connection.recordActivity(clock.millis());
        }
    }

    @OnMessage
    public final void onBinary(ByteBuffer part, boolean last) {
        connection.close(Disconnect.UNSUPPORTED_DATA);
    }

    @OnMessage
    public final void onPong(PongMessage pong) {
        recordLiveness();
    }

    @OnClose
    public final void onClose() {
        if (connection != null) {
            hub.close(connection);
        }
    }

    /** The transport failed, the peer violated the protocol, or a handler threw: the socket is closed in each case. */
    @OnError
    public final void onError(Throwable cause) {
        LOG.log(Level.FINE, "Socket failed", cause);
        if (connection != null) {
            connection.close(Disconnect.INTERNAL_ERROR);
        }
        onClose();
    }
}
