package org.heliograph.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.outbox.Transport;

/** A Jakarta WebSocket session as the hub's wire. */
final class SessionTransport implements Transport {
    private static final Logger LOG = Logger.getLogger(SessionTransport.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor executor;

    /** @param sendTimeoutMillis after which a peer that takes nothing is cut; Undertow minds it, Tyrus minds close */
    SessionTransport(Session session, Executor executor, long sendTimeoutMillis) {
        this.session = session;
        this.executor = executor;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(sendTimeoutMillis);
    }

    @Override
    public void send(String text, Consumer<Throwable> done) {
        try {
            remote.sendText(text, result -> done.accept(result.isOK() ? null : result.getException()));
        } catch (RuntimeException closed) {
            done.accept(closed);
        }
    }

    @Override
    public void ping() {
        try {
            remote.sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException closed) {
            LOG.log(Level.FINE, "no ping to a socket that has just ended", closed);
        }
    }

    /** On another thread: closing can wait for the peer, and nobody here may. */
    @Override
    public void close(int code, String reason) {
        try {
            executor.execute(() -> closeNow(code, reason));
        } catch (RejectedExecutionException stopping) {
            // the application ends, and with it the server closes every socket
            LOG.log(Level.FINE, "too late to close a socket", stopping);
        }
    }

    private void closeNow(int code, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | RuntimeException closed) {
            LOG.log(Level.FINE, "the socket had already ended", closed);
        }
    }
}
