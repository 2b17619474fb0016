package org.heliograph.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.MessageSender;
import org.heliograph.hub.outbox.Transport;

/**
 * Sends to a Jakarta WebSocket session. A close waits for what is in flight, since Tyrus would drop it and the close reason. Messages go
 * through the session's remote endpoint, one at a time, or through a sender that knows the server.
 */
final class WebSocketTransport implements Transport {
    private static final Logger LOG = Logger.getLogger(WebSocketTransport.class.getName());

    /** How long a close waits for the message in flight. Revoked access must end within a second. */
    private static final long LINGER_MILLIS = 500;
    /** How long a close waits where the peer is known to be slow. */
    private static final long SLOW_LINGER_MILLIS = 10_000;

    /** How long the peer may take to answer a close frame. */
    private static final long CLOSE_TIMEOUT_MILLIS = 10_000;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final MessageSender sender;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private boolean sending;
    private boolean closed;
    private Runnable pendingClose;
    private Future<?> lingerTimeout;

    /** @param sendTimeoutMillis after which Undertow cuts off a peer that does not read; Tyrus ignores it, but a close ends its send */
    WebSocketTransport(Session session, Executor executor, ScheduledExecutorService scheduler, long sendTimeoutMillis) {
        this(session, null, executor, scheduler);
        remote.setSendTimeout(sendTimeoutMillis);
    }

    /** @param sender sends the messages; null for the session's remote endpoint */
    WebSocketTransport(Session session, MessageSender sender, Executor executor, ScheduledExecutorService scheduler) {
        this.session = session;
        this.executor = executor;
        this.scheduler = scheduler;
        this.remote = session.getAsyncRemote();
        this.sender = sender == null ? this::sendOne : sender;
    }

    private void sendOne(List<Frame> messages, Consumer<Throwable> done) {
        remote.sendText(messages.get(0).text(), result -> done.accept(result.isOK() ? null : result.getException()));
    }

    @Override
    public int batchBytes() {
        return sender.batchBytes();
    }

    @Override
    public Executor writer() {
        return sender.writer();
    }

    @Override
    public void send(List<Frame> messages, Consumer<Throwable> done) {
        boolean rejected;
        synchronized (this) {
            rejected = closed;
            sending = !rejected;
        }
        if (rejected) {
            done.accept(new IOException("socket is closed"));
            return;
        }
        try {
            sender.send(messages, failure -> sent(done, failure));
        } catch (RuntimeException | Error failure) {
            sent(done, failure);
        }
    }

    private void sent(Consumer<Throwable> done, Throwable failure) {
        synchronized (this) {
            sending = false;
        }
        closePending();
        done.accept(failure);
    }

    /** No PING is sent while a message is in flight: it would wait behind it, and its answer would say nothing about the peer. */
    @Override
    public boolean ping() {
        synchronized (this) {
            if (sending || closed) {
                return false;
            }
        }
        try {
            remote.sendPing(ByteBuffer.allocate(0));
            return true;
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.FINE, "Ping failed: the socket is closed", failure);
            return false;
        }
    }

    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            pendingClose = () -> closeNow(code, reason);
            if (sending) {
                lingerTimeout =
                        scheduleClose(code == Disconnect.SLOW_CONSUMER.code() ? SLOW_LINGER_MILLIS : LINGER_MILLIS);
                if (lingerTimeout != null) {
                    return;
                }
            }
        }
        closePending();
    }

    /** @return null when the server shuts down */
    private Future<?> scheduleClose(long millis) {
        try {
            return scheduler.schedule(this::closePending, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }

    /** Runs the pending close, once, on another thread: closing may block until the peer answers. */
    private void closePending() {
        Runnable close;
        synchronized (this) {
            close = pendingClose;
            pendingClose = null;
            if (lingerTimeout != null) {
                lingerTimeout.cancel(false);
                lingerTimeout = null;
            }
        }
        if (close != null) {
            execute(close);
        }
    }

    private void execute(Runnable close) {
        try {
            executor.execute(close);
        } catch (RejectedExecutionException stopping) {
            // the application stops, and the server closes its sockets
            LOG.log(Level.FINE, "Close skipped: the application stops", stopping);
        }
    }

    @Override
    public void abort() {
        Runnable pending;
        synchronized (this) {
            closed = true;
            pending = pendingClose;
            pendingClose = null;
        }
        Runnable close = pending == null
                ? () -> closeNow(Disconnect.GOING_AWAY.code(), Disconnect.GOING_AWAY.reason())
                : pending;
        execute(() -> {
            if (!SocketChannel.cut(session)) {
                close.run();
            }
        });
    }

    private void closeNow(int code, String reason) {
        try {
            // Undertow waits for the answer without a limit, and the hub no longer checks this connection
            session.setMaxIdleTimeout(CLOSE_TIMEOUT_MILLIS);
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | RuntimeException closed) {
            LOG.log(Level.FINE, "Socket was already closed", closed);
        }
    }
}
