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
 * An answer that does not end as the hub's wire: texts are written as they are, when the peer has room for them. A PING is an
 * empty comment, which event streams know and pass over.
 */
final class SseTransport implements Transport, WriteListener {
    private static final Logger LOG = Logger.getLogger(SseTransport.class.getName());
    /**
     * What is smaller may stay in the server's buffer when the peer takes nothing, and count as taken all the same: Undertow tells
     * only of what goes past the buffer that it is not ready (ServletOutputStreamImpl.writeAsync).
     */
    private static final int BUFFER = 32;

    private static final byte[] PING = (":" + " ".repeat(BUFFER) + "\n\n").getBytes(StandardCharsets.UTF_8);

    private final AsyncContext call;
    private final ServletOutputStream out;
    private final Deque<byte[]> texts = new ArrayDeque<>();
    private Runnable taken = () -> {};
    private Runnable ended = () -> {};
    private Consumer<Throwable> done;
    private boolean begun;
    private boolean unflushed;
    private boolean closing;
    private boolean closed;

    SseTransport(AsyncContext call) throws IOException {
        this.call = call;
        call.getResponse().setBufferSize(BUFFER);
        this.out = call.getResponse().getOutputStream();
    }

    /**
     * Begins to write; until then everything waits.
     *
     * @param onTaken called each time that the peer's side has taken everything: its only sign of life
     * @param onEnd   called when it has ended; of a peer that is gone Payara tells no listener that the call is complete
     */
    void begin(Runnable onTaken, Runnable onEnd) {
        boolean over;
        synchronized (this) {
            taken = onTaken;
            ended = onEnd;
            over = closed;
        }
        if (over) {
            onEnd.run();
        } else {
            out.setWriteListener(this);
        }
    }

    @Override
    public void send(String text, Consumer<Throwable> completion) {
        boolean late;
        synchronized (this) {
            late = closing || closed;
            if (!late) {
                texts.add(text.getBytes(StandardCharsets.UTF_8));
                done = completion;
            }
        }
        if (late) {
            completion.accept(new IOException("the stream has ended"));
        } else {
            advance();
        }
    }

    @Override
    public void ping() {
        synchronized (this) {
            // who has still to take something else is not idle
            if (!closing && texts.isEmpty() && !unflushed) {
                texts.add(PING);
            }
        }
        advance();
    }

    /** The reason is the last event; a peer that has no room for it is cut without. */
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
            begun = true;
        }
        advance();
    }

    @Override
    public void onError(Throwable broken) {
        LOG.log(Level.FINE, "a stream broke", broken);
        end(broken);
    }

    private void advance() {
        Throwable failure = null;
        boolean idle = false;
        Consumer<Throwable> sent = null;
        synchronized (this) {
            try {
                while (!idle && begun && !closed && out.isReady()) {
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
            taken.run();
            if (sent != null) {
                sent.accept(null);
            }
        }
    }

    /** @return false when there was nothing to do */
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

    /** @param failure what the sender of a message on its way is told; null when we end it ourselves */
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
        } catch (RuntimeException over) {
            LOG.log(Level.FINE, "the stream had already ended", over);
        }
        if (unsent != null) {
            unsent.accept(failure == null ? new IOException("the stream has ended") : failure);
        }
        ended.run();
    }
}
