package org.heliograph.gateway.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.outbox.BatchSender;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Transport;

/** Sends to a response that stays open. Texts are written unchanged, when the peer can take them. A ping is a comment. */
final class SseTransport implements Transport, BatchSender, WriteListener {
    private static final Logger LOG = Logger.getLogger(SseTransport.class.getName());
    /** Undertow reports "not ready" only for writes larger than the buffer. A ping is larger, so that it detects a peer that reads nothing. */
    private static final int BUFFER_BYTES = 32;

    private static final byte[] PING = (":" + " ".repeat(BUFFER_BYTES) + "\n\n").getBytes(StandardCharsets.UTF_8);
    /** How long a close waits for a write in progress, which should never block. */
    private static final long WRITE_MILLIS = 500;

    private final AsyncContext call;
    private final ServletOutputStream out;
    private final Executor closers;
    /** Requests to write; the thread that raises it from 0 is the writer until it is 0 again. */
    private final AtomicInteger requests = new AtomicInteger();
    /** Held while something is written. Only the end of the stream waits for it, for a short time. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Deque<byte[]> texts = new ArrayDeque<>();
    private Runnable onIdle = () -> {};
    private Runnable onEnd = () -> {};
    private Consumer<Throwable> done;
    private volatile boolean started;
    private volatile boolean unflushed;
    private boolean closing;
    private volatile boolean closed;

    /** @param closers runs the end of the stream, which may block */
    SseTransport(AsyncContext call, Executor closers) throws IOException {
        this.call = call;
        this.closers = closers;
        call.getResponse().setBufferSize(BUFFER_BYTES);
        this.out = call.getResponse().getOutputStream();
    }

    /**
     * Starts to write; until then all texts are queued.
     * @param onIdle called whenever everything queued has been written: the peer's only sign of life
     * @param onEnd  called when the stream has ended; Payara calls no listener if the peer has disconnected
     */
    void start(Runnable onIdle, Runnable onEnd) {
        synchronized (this) {
            this.onIdle = onIdle;
            this.onEnd = onEnd;
        }
        if (closed) {
            onEnd.run();
        } else {
            out.setWriteListener(this);
        }
    }

    /** Ends it before its start: the caller answers and completes the request. @return false if its end has done so already */
    synchronized boolean withdraw() {
        boolean open = !closed;
        closing = true;
        closed = true;
        return open;
    }

    @Override
    public void send(List<Frame> messages, Consumer<Throwable> completion) {
        if (offer(Frame.join(messages), completion)) {
            advance();
        } else {
            completion.accept(new IOException("stream is closed"));
        }
    }

    private synchronized boolean offer(byte[] text, Consumer<Throwable> completion) {
        if (!closing) {
            texts.add(text);
            done = completion;
        }
        return !closing;
    }

    /** The peer takes it, or it waits behind text that the peer does not take, which says the same. */
    @Override
    public boolean ping() {
        synchronized (this) {
            if (closing) {
                return false;
            }
            if (texts.isEmpty() && !unflushed) {
                texts.add(PING);
            }
        }
        advance();
        return true;
    }

    /** Sends the reason as the last event, unless the peer is not reading. */
    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            texts.add(ServerSentEvent.close(code, reason).getBytes(StandardCharsets.UTF_8));
        }
        advance();
        if (started) {
            abort();
        } else {
            end(null);
        }
    }

    @Override
    public void abort() {
        try {
            closers.execute(() -> end(null));
        } catch (RejectedExecutionException stopping) {
            LOG.fine("the server ends its streams");
        }
    }

    @Override
    public void onWritePossible() {
        started = true;
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "Stream failed", failure);
        end(failure);
    }

    /** Writes what is queued, as long as the peer takes it. A thread that comes while another writes returns at once. */
    private void advance() {
        if (requests.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            write();
            seen = requests.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write() {
        boolean idle = false;
        Throwable failure = null;
        writing.lock();
        try {
            while (!idle && started && !closed && out.isReady()) {
                idle = !step();
            }
        } catch (IOException | RuntimeException | Error broken) {
            failure = broken;
        } finally {
            writing.unlock();
        }
        if (failure != null) {
            onError(failure);
        } else if (idle) {
            onIdle.run();
            takeCompletion().accept(null);
        }
    }

    /** What to call when everything queued has been written; nothing if text has come since the last look. */
    private synchronized Consumer<Throwable> takeCompletion() {
        Consumer<Throwable> sent = done;
        if (sent == null || !texts.isEmpty()) {
            return nothing -> {};
        }
        done = null;
        return sent;
    }

    /** @return false if there was nothing to write or flush */
    private boolean step() throws IOException {
        byte[] text = takeText();
        if (text != null) {
            out.write(text);
        } else if (unflushed) {
            out.flush();
            unflushed = false;
        } else {
            return false;
        }
        return true;
    }

    private synchronized byte[] takeText() {
        unflushed |= !texts.isEmpty();
        return texts.poll();
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
        awaitWriter();
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

    /** Waits for a write in progress; none begins any more. */
    private void awaitWriter() {
        try {
            if (writing.tryLock(WRITE_MILLIS, TimeUnit.MILLISECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
