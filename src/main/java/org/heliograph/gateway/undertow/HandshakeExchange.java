package org.heliograph.gateway.undertow;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.StreamConnection;

/** The request of a handshake, until its WebSocket is open. */
final class HandshakeExchange {
    private static final Logger LOG = Logger.getLogger(HandshakeExchange.class.getName());

    private HttpServerExchange exchange;

    private HandshakeExchange(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * That of the request that this thread handles.
     *
     * @throws IllegalStateException when it handles none
     */
    static HandshakeExchange current() {
        return new HandshakeExchange(ServletRequestContext.requireCurrent().getExchange());
    }

    /** The connection after the upgrade; this object and the server forget the request. @return null when it is not known */
    synchronized StreamConnection release() {
        HttpServerExchange upgraded = exchange;
        exchange = null;
        if (upgraded == null || !(upgraded.getConnection() instanceof AbstractServerConnection connection)) {
            return null;
        }
        try {
            // through the upgrade's listener the server would keep the request and all that belongs to it, about half
            // of what a socket
            // costs, until the socket closes
            upgraded.upgradeChannel((channel, request) -> {});
        } catch (IllegalStateException sent) {
            LOG.log(
                    Level.FINEST,
                    "The listener is replaced; the response, which this would change, has been sent",
                    sent);
        }
        return connection.getChannel();
    }
}
