package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** One open WebSocket with its received frames in order and its close code. Opened by a {@link SocketHandshake}. */
public final class SocketClient implements AutoCloseable {
    /** Long enough for a machine with two cores that starts four servers at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * How a socket ended.
     *
     * @param code 1006 when the connection broke without a close frame
     */
    public record End(int code, String reason) {}

    private static final int PING_MILLIS = 500;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final Semaphore pongs = new Semaphore(0);
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile Instant endedAt;
    private volatile long endedNanos;
    private WebSocket socket;

    SocketClient() {}

    void opened(WebSocket opened) {
        socket = opened;
    }

    WebSocket.Listener listener() {
        return new Listener();
    }

    /** The subprotocol that the server chose; empty for none. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Sends a text frame. */
    public void send(String text) {
        part(text, true);
    }

    /** Sends a fleet client's ping frame every half second, until the socket ends: however long the test takes, it is not silent. */
    public SocketClient pinging() {
        CompletableFuture.delayedExecutor(PING_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            if (!ended()) {
                try {
                    send("{\"type\":\"ping\"}");
                } catch (RuntimeException closing) {
                    return;
                }
                pinging();
            }
        });
        return this;
    }

    /** Sends a part of a text message. */
    public synchronized void part(String text, boolean last) {
        socket.sendText(text, last).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Sends a protocol PING and waits for its PONG. The server has opened the socket by then. */
    public void ping() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
        try {
            if (!pongs.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no PONG within " + PATIENCE);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Sends an unsolicited protocol PONG. */
    public void sendPong() {
        socket.sendPong(ByteBuffer.allocate(0)).join();
    }

    /** Waits for the next frame and returns its text. */
    public String nextText() {
        try {
            String text = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("no frame within " + PATIENCE + ", " + received + " before"
                        + (end.isDone() ? ", ended " + end.join() : ""));
            }
            return text;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Waits for the next frame. */
    public JsonObject next() {
        try (JsonReader reader = Json.createReader(new StringReader(nextText()))) {
            return reader.readObject();
        }
    }

    /** Waits for the next matching frame and skips the frames before it. */
    public JsonObject next(Predicate<JsonObject> fits) {
        JsonObject frame = next();
        while (!fits.test(frame)) {
            frame = next();
        }
        return frame;
    }

    /** Waits for the close and returns its code. */
    public End end() {
        return end(PATIENCE);
    }

    /** Waits for the close, which is promised to come within a time of the {@link StallFreeClock}. */
    public End end(Duration promised) {
        long began = StallFreeClock.nanos();
        try {
            End how = end.get(promised.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            if (endedNanos - began > promised.toNanos()) {
                throw new AssertionError(
                        how + " after " + Duration.ofNanos(endedNanos - began) + ", later than " + promised);
            }
            return how;
        } catch (TimeoutException late) {
            throw new AssertionError("still open long after " + promised, late);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Stops reading, as a slow peer, until {@link #resumeReading()}. */
    public void pauseReading() {
        paused.set(true);
    }

    public void resumeReading() {
        if (paused.compareAndSet(true, false)) {
            socket.request(1);
        }
    }

    /** How many protocol PINGs came; each was answered with a PONG. */
    public int pings() {
        return pings.get();
    }

    /** When it ended; null while it is open. */
    public Instant endedAt() {
        return endedAt;
    }

    public boolean ended() {
        return end.isDone();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.incrementAndGet();
                frames.add(partial.toString());
                partial.setLength(0);
            }
            if (!paused.get()) {
                from.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
            pings.incrementAndGet();
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
            pongs.release();
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            endedAt = Instant.now();
            endedNanos = StallFreeClock.nanos();
            end.complete(new End(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            endedAt = Instant.now();
            endedNanos = StallFreeClock.nanos();
            end.complete(new End(1006, ""));
        }
    }
}
