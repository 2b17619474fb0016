package org.heliograph.gateway;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * What every endpoint shares: it opens and closes the hub's connection, puts messages together. A
 * dialect's endpoint carries the annotations and delegates to it; there is one instance for each socket.
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
    private ConnectionAdmission arrivals;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private Connection connection;
    private MessageAssembler inflow;

    protected abstract Dialect dialect();

    /** The first frame to a new socket; null for none. */
    protected abstract String greeting(Connection opened);

    /** A whole message. Bad input is answered in the dialect's own way. */
    protected abstract void receive(Connection from, String message);

    protected final void opened(Session session) {
        Handshake handshake = JwtConfigurator.handshake(session);
        long sendTimeout = configuration.get(SocketSettings.SEND_TIMEOUT).toMillis();
        inflow = new MessageAssembler(configuration.get(SocketSettings.FRAMES_PER_SECOND));
        connection = arrivals.connection(
                dialect(), handshake, new WebSocketTransport(session, executor, scheduler, sendTimeout));
        try {
            arrivals.welcome(connection, handshake, greeting(connection));
        } catch (RuntimeException fault) {
            // without the database, say: a client that is closed comes back, one that is left open would wait for ever
            LOG.log(Level.SEVERE, fault, () -> "a " + dialect().name() + " socket could not be opened");
            connection.close(Disconnect.INTERNAL_ERROR);
        }
        if (!connection.isOpen()) {
            // it may have ended before the hub knew it, and nobody would tell that again
            hub.close(connection);
        }
    }

    /** Takes a part of a text message. */
    protected final void text(String part, boolean last) {
        // a close may still wait for a message on its way; from now on it asks for nothing
        if (connection.isOpen()) {
            inflow.take(part, last, clock.millis(), this::serve, connection::close);
        }
    }

    private void serve(String message) {
        if (dialect().liveness().pongCounts()) {
            connection.recordActivity(clock.millis());
        }
        try {
            receive(connection, message);
        } catch (RuntimeException fault) {
            LOG.log(Level.SEVERE, "a frame on a " + dialect().name() + " socket could not be served", fault);
            connection.close(Disconnect.INTERNAL_ERROR);
        }
    }

    protected final void binary() {
        connection.close(Disconnect.UNSUPPORTED_DATA);
    }

    protected final void pong() {
        if (dialect().liveness().pongCounts()) {
            connection.recordActivity(clock.millis());
        }
    }

    protected final void closed() {
        if (connection != null) {
            hub.close(connection);
        }
    }

    /** The wire broke, its data is no WebSocket traffic, or something here failed: whichever it was, the socket is over. */
    protected final void failed(Throwable cause) {
        LOG.log(Level.FINE, "a socket broke", cause);
        if (connection != null) {
            connection.close(Disconnect.INTERNAL_ERROR);
        }
        closed();
    }
}
