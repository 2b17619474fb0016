package org.heliograph.gateway.undertow;

import jakarta.websocket.Session;
import org.heliograph.hub.outbox.MessageSender;
import org.xnio.StreamConnection;

/** Finds the connection below a WebSocket, if the server is Undertow and lets applications use its classes. */
public final class UndertowConnections {
    // no method reference: that would link the class, and with it those of Undertow, outside of the look-up
    private static final HandshakeLookup LOOKUP = new HandshakeLookup(() -> HandshakeExchange.current());

    private UndertowConnections() {}

    /** The handshake that this thread handles; null when the server is not Undertow, or it is not known. */
    public static Object current() {
        return LOOKUP.current();
    }

    /**
     * A sender for a session that has just been opened, before anything is sent on it.
     *
     * @param handshake         what {@link #current} returned during the handshake
     * @param sendTimeoutMillis after which a peer that does not take a batch is cut off
     * @return null when messages have to be sent through the session's remote endpoint
     */
    public static MessageSender sender(Object handshake, Session session, long sendTimeoutMillis) {
        if (!(handshake instanceof HandshakeExchange exchange)) {
            // null on every other server, so that no class of Undertow is loaded
            return null;
        }
        StreamConnection connection = exchange.release();
        // an extension, such as compression, changes the frames of its socket
        return connection == null || !session.getNegotiatedExtensions().isEmpty()
                ? null
                : FrameSender.install(connection, sendTimeoutMillis);
    }
}
