package org.heliograph.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.outbox.Transport;

/** A Jakarta WebSocket session as the hub's wire. A close waits for the message on its way, which Tyrus would drop, and the reason with it. */
final class WebSocketTransport implements Transport {
    private static final Logger LOG = Logger.getLogger(WebSocketTransport.class.getName());

    /** For so long a close waits at most: who has lost its rights must not be connected for longer than a second. */
    private static final long LINGER_MILLIS = 500;
    /** For so long where the peer is known to be slow. */
    private static final long LINGER_SLOW_MILLIS = 10_000;

    /** For so long a peer may be silent that has been sent a close frame. */
    private static final long UNANSWERED_MILLIS = 10_000;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private boolean sending;
    private boolean closed;
    private Runnable closing;
    private Future<?> limit;

    /** @param sendTimeoutMillis after which a peer that takes nothing is cut; Undertow minds it, Tyrus minds close */
    WebSocketTransport(Session session, Executor executor, ScheduledExecutorService scheduler, long sendTimeoutMillis) {
        this.session = session;
        this.executor = executor;
        this.scheduler = scheduler;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(sendTimeoutMillis);
    }

    @Override
    public void send(String text, Consumer<Throwable> done) {
        boolean late;
        synchronized (this) {
            late = closed;
            sending = !late;
        }
        if (late) {
            done.accept(new IOException("the socket is being closed"));
            return;
        }
        try {
            remote.sendText(text, result -> sent(done, result.isOK() ? null : result.getException()));
        } catch (RuntimeException | Error broken) {
            sent(done, broken);
        }
    }

    private void sent(Consumer<Throwable> done, Throwable failure) {
        synchronized (this) {
            sending = false;
        }
        finish();
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

    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            closing = () -> closeNow(code, reason);
            if (sending) {
                limit = later(code == Disconnect.SLOW_CONSUMER.code() ? LINGER_SLOW_MILLIS : LINGER_MILLIS);
                if (limit != null) {
                    return;
                }
            }
        }
        finish();
    }

    private Future<?> later(long millis) {
        try {
            return scheduler.schedule(this::finish, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }

    /** Closes, if that is what is waited for, and once. On another thread: closing can wait for the peer, and nobody here may. */
    private void finish() {
        Runnable close;
        synchronized (this) {
            close = closing;
            closing = null;
            if (limit != null) {
                limit.cancel(false);
                limit = null;
            }
        }
        if (close == null) {
            return;
        }
        try {
            executor.execute(close);
        } catch (RejectedExecutionException stopping) {
            // the application ends, and with it the server closes every socket
            LOG.log(Level.FINE, "too late to close a socket", stopping);
        }
    }

    private void closeNow(int code, String reason) {
        try {
            // Undertow would wait for ever for the answer of a peer that gives none, and nobody counts the socket any
            // more
            session.setMaxIdleTimeout(UNANSWERED_MILLIS);
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | RuntimeException closed) {
            LOG.log(Level.FINE, "the socket had already ended", closed);
        }
    }
}
