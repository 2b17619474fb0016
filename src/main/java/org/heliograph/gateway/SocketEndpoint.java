package org.heliograph.gateway;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.gateway.thread.ConnectionThreads;
import org.heliograph.gateway.thread.InboundMemory;
import org.heliograph.gateway.thread.InboundQueue;
import org.heliograph.gateway.undertow.UndertowConnections;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.outbox.MessageSender;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ByteBudget;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Base class of the WebSocket endpoints: opens and closes the hub's connection and assembles messages. The container creates one
 * instance for each socket. Subclasses carry {@code @ServerEndpoint} only: Undertow and Tyrus both find the annotated methods of a
 * superclass, although the specification does not require it (Jakarta WebSocket 2.1, 4.8).
 */
public abstract class SocketEndpoint {
    private static final Logger LOG = Logger.getLogger(SocketEndpoint.class.getName());
    /** So many messages of one socket may wait at least, more if its limit for a second is higher. */
    private static final int MIN_WAITING = 1_024;

    @Inject
    private Hub hub;

    @Inject
    private Configuration configuration;

    @Inject
    private ConnectionAdmission admission;

    @Inject
    private ConnectionThreads threads;

    @Inject
    private InboundMemory inboundMemory;

    private Connection connection;
    private MessageAssembler assembler;
    private InboundQueue inbound;
    private ByteBudget.Share memory;
    /** Ends a connection whose message does not end; null while there is no unfinished message. */
    private Future<?> overdue;

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
        int framesPerSecond = configuration.get(SocketSettings.FRAMES_PER_SECOND);
        memory = inboundMemory.share(handshake.peer().address());
        assembler = new MessageAssembler(framesPerSecond, memory);
        inbound = new InboundQueue(threads.handlers(), this::handle, Math.max(MIN_WAITING, framesPerSecond), memory);
        MessageSender sender = UndertowConnections.sender(handshake.exchange(), session, sendTimeout);
        WebSocketTransport transport = sender == null
                ? new WebSocketTransport(session, threads.closers(), threads.timer(), sendTimeout)
                : new WebSocketTransport(session, sender, threads.closers(), threads.timer());
        connection = admission.create(dialect(), handshake, transport);
        connection.setBusy(inbound::isBusy);
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
            memory.close();
        }
    }

    @OnMessage
    public final void onText(String part, boolean last) {
        // while a close waits for the message in flight, further frames are ignored
        if (connection.isOpen()) {
            assembler.add(part, last, System.nanoTime(), this::dispatch, connection::close);
            watchUnfinished();
        }
    }

    /** A message that has begun must end within a time, whatever else the peer sends meanwhile. */
    private void watchUnfinished() {
        if (!assembler.isUnfinished()) {
            if (overdue != null) {
                overdue.cancel(false);
                overdue = null;
            }
        } else if (overdue == null) {
            try {
                overdue = threads.timer()
                        .schedule(
                                this::endUnfinished,
                                configuration
                                        .get(SocketSettings.RECEIVE_TIMEOUT)
                                        .toMillis(),
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.FINE, "A message is not watched", stopping);
            }
        }
    }

    private void endUnfinished() {
        connection.close(Disconnect.HEARTBEAT_TIMEOUT);
        memory.close();
    }

    /** The server's thread may be one that reads from all sockets, so it must not wait for the database. */
    private void dispatch(String message) {
        recordLiveness();
        try {
            if (!inbound.offer(message)) {
                connection.close(Disconnect.RATE_LIMIT_EXCEEDED);
            }
        } catch (RuntimeException | Error stopping) {
            connection.close(Disconnect.INTERNAL_ERROR);
            LOG.log(Level.FINE, "A frame was not handled", stopping);
        }
    }

    private void handle(String message) {
        if (!connection.isOpen()) {
            return;
        }
        try {
            receive(connection, message);
        } catch (RuntimeException | Error fault) {
            // first: without memory the record itself may fail
            connection.close(Disconnect.INTERNAL_ERROR);
            LOG.log(
                    level(fault),
                    fault,
                    () -> "Handling a frame of a " + dialect().name() + " socket failed");
        }
    }

    /** An outage of the database is logged once, and not by every socket. */
    private static Level level(Throwable fault) {
        return DatabaseException.isOutage(fault) ? Level.FINE : Level.SEVERE;
    }

    private void recordLiveness() {
        if (dialect().liveness().pongCounts()) {
            connection.recordActivity();
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
            memory.close();
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
