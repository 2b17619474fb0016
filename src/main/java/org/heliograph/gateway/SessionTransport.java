package org.heliograph.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.outbox.Transport;

/** A Jakarta WebSocket session as the hub's wire. */
final class SessionTransport implements Transport {
    private static final Logger LOG = Logger.getLogger(SessionTransport.class.getName());

    /** For so long a close waits for the message on its way, which Tyrus would drop, and the reason with it. */
    private static final long LINGER_MILLIS = 10_000;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor executor;
    private final long lingerMillis;
    private boolean sending;
    private Runnable closing;

    /** @param sendTimeoutMillis after which a peer that takes nothing is cut; Undertow minds it, Tyrus minds close */
    SessionTransport(Session session, Executor executor, long sendTimeoutMillis) {
        this(session, executor, sendTimeoutMillis, LINGER_MILLIS);
    }

    SessionTransport(Session session, Executor executor, long sendTimeoutMillis, long lingerMillis) {
        this.lingerMillis = lingerMillis;
        this.session = session;
        this.executor = executor;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(sendTimeoutMillis);
    }

    @Override
    public void send(String text, Consumer<Throwable> done) {
        synchronized (this) {
            sending = true;
        }
        try {
            remote.sendText(text, result -> sent(done, result.isOK() ? null : result.getException()));
        } catch (RuntimeException closed) {
            sent(done, closed);
        }
    }

    private void sent(Consumer<Throwable> done, Throwable failure) {
        Runnable waiting;
        synchronized (this) {
            sending = false;
            waiting = closing;
            closing = null;
        }
        if (waiting != null) {
            onAnotherThread(waiting);
        }
        done.accept(failure);
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
        Runnable close = () -> closeNow(code, reason);
        boolean late;
        synchronized (this) {
            late = sending;
            closing = late ? close : null;
        }
        if (late) {
            CompletableFuture.delayedExecutor(lingerMillis, TimeUnit.MILLISECONDS, this::onAnotherThread)
                    .execute(close);
        } else {
            onAnotherThread(close);
        }
    }

    private void onAnotherThread(Runnable work) {
        try {
            executor.execute(work);
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
