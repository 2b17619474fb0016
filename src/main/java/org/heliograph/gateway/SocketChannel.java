package org.heliograph.gateway;

import jakarta.websocket.Session;
import java.io.Closeable;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The network connection under a WebSocket session. Jakarta WebSocket has no operation that cuts it, and a close waits for the peer on
 * Undertow; there the channel of the session has one. On Tyrus a close of the session cuts a peer that does not read.
 */
final class SocketChannel {
    private static final Logger LOG = Logger.getLogger(SocketChannel.class.getName());

    private SocketChannel() {}

    /** Cuts the connection without a close frame, where the server allows that. @return false where it does not */
    static boolean cut(Session session) {
        try {
            Method channel = session.getClass().getMethod("getWebSocketChannel");
            if (channel.invoke(session) instanceof Closeable connection) {
                connection.close();
                return true;
            }
        } catch (NoSuchMethodException otherServer) {
            // Tyrus, or an Undertow that has renamed it
        } catch (ReflectiveOperationException | java.io.IOException | RuntimeException failed) {
            LOG.log(Level.FINE, "could not cut a connection", failed);
        }
        return false;
    }
}
