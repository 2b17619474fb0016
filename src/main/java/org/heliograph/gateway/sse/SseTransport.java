package org.heliograph.gateway.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.outbox.Transport;

/**
 * Sends to a response that stays open. Texts are written unchanged, when the peer can take them. A ping is a comment, which clients
 * ignore.
 */
final class SseTransport implements Transport, WriteListener {
    private static final Logger LOG = Logger.getLogger(SseTransport.class.getName());
    /**
     * Smaller writes may stay in the server's buffer while the peer reads nothing: Undertow reports "not ready" only for writes larger
     * than the buffer (ServletOutputStreamImpl.writeAsync). A ping is larger, so that it detects such a peer.
     */
    private static final int BUFFER_BYTES = 32;

    private static final byte[] PING = (":" + " ".repeat(BUFFER_BYTES) + "\n\n").getBytes(StandardCharsets.UTF_8);

    private final AsyncContext call;
    private final ServletOutputStream out;
    private final Deque<byte[]> texts = new ArrayDeque<>();
    private Runnable onIdle = () -> {};
    private Runnable onEnd = () -> {};
    private Consumer<Throwable> done;
    private boolean started;
    private boolean unflushed;
    private boolean closing;
    private boolean closed;

    SseTransport(AsyncContext call) throws IOException {
        this.call = call;
        call.getResponse().setBufferSize(BUFFER_BYTES);
        this.out = call.getResponse().getOutputStream();
    }

    /**
     * Starts to write; until then all texts are queued.
     *
     * @param onIdle called whenever everything queued has been written: the peer's only sign of life
     * @param onEnd  called when the stream has ended; Payara calls no listener if the peer has disconnected
     */
    void start(Runnable onIdle, Runnable onEnd) {
        boolean alreadyClosed;
        synchronized (this) {
            this.onIdle = onIdle;
            this.onEnd = onEnd;
            alreadyClosed = closed;
        }
        if (alreadyClosed) {
            onEnd.run();
        } else {
            out.setWriteListener(this);
        }
    }

    @Override
    public void send(String text, Consumer<Throwable> completion) {
        boolean rejected;
        synchronized (this) {
            rejected = closing || closed;
            if (!rejected) {
                texts.add(text.getBytes(StandardCharsets.UTF_8));
                done = completion;
            }
        }
        if (rejected) {
            completion.accept(new IOException("stream is closed"));
        } else {
            advance();
        }
    }

    @Override
    public void ping() {
        synchronized (this) {
            // not needed while other text waits to be written
            if (!closing && texts.isEmpty() && !unflushed) {
                texts.add(PING);
            }
        }
        advance();
    }

    /** Sends the reason as the last event, unless the peer is not reading. */
    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            texts.add(("event: close\ndata: {\"code\":" + code + ",\"reason\":\"" + reason + "\"}\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        advance();
        end(null);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            started = true;
        }
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "Stream failed", failure);
        end(failure);
    }

    /** Writes what is queued, as long as the peer takes it. */
    private void advance() {
        Throwable failure = null;
        boolean idle = false;
        Consumer<Throwable> sent = null;
        synchronized (this) {
            try {
                while (!idle && started && !closed && out.isReady()) {
                    idle = !step();
                }
            } catch (IOException | RuntimeException broken) {
                failure = broken;
            }
            if (idle) {
                sent = done;
                done = null;
            }
        }
        if (failure != null) {
            onError(failure);
        } else if (idle) {
            onIdle.run();
            if (sent != null) {
                sent.accept(null);
            }
        }
    }

    /** @return false if there was nothing to write or flush */
    private boolean step() throws IOException {
        byte[] text = texts.poll();
        if (text != null) {
            out.write(text);
            unflushed = true;
        } else if (unflushed) {
            out.flush();
            unflushed = false;
        } else {
            return false;
        }
        return true;
    }

    /** @param failure passed to the sender of the message in flight; null when the server ends the stream */
    private void end(Throwable failure) {
        Consumer<Throwable> unsent;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            closing = true;
            unsent = done;
            done = null;
        }
        try {
            call.complete();
        } catch (RuntimeException completed) {
            LOG.log(Level.FINE, "Stream was already closed", completed);
        }
        if (unsent != null) {
            unsent.accept(failure == null ? new IOException("stream is closed") : failure);
        }
        onEnd.run();
    }
}
