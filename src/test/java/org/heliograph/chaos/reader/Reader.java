package org.heliograph.chaos.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heliograph.chaos.Pause;
import org.heliograph.chaos.check.ReaderHistory;
import org.heliograph.testing.Server;

/** Follows a log on any node and resumes after the last received sequence. */
public final class Reader implements Runnable {
    private static final int RETRY_MILLIS = 300;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReaderHistory history;
    private final FrameListener listener;
    private final Endpoint endpoint;
    private final ReaderBehavior behavior;
    private final Random random;
    private final ReaderStatistics statistics;
    private final List<Server> nodes;
    private volatile long end = Long.MAX_VALUE;
    private volatile String endEpoch = "";
    private volatile String lastFailure = "";
    private volatile boolean finishing;

    /** @param endpoint serves the topic of the history */
    public Reader(
            ReaderHistory history,
            Endpoint endpoint,
            ReaderBehavior behavior,
            long seed,
            ReaderStatistics statistics,
            List<Server> nodes) {
        this.history = history;
        this.listener = new FrameListener(endpoint.dialect(), history, statistics);
        this.endpoint = endpoint;
        this.behavior = behavior;
        this.random = new Random(seed);
        this.statistics = statistics;
        this.nodes = nodes;
    }

    /** What it received, of the first log and by {@link ReaderHistory#all} of those restored later; complete once it has ended. */
    public ReaderHistory history() {
        return history;
    }

    /** Makes it read without pauses and end at a sequence. @param epoch of the log; empty for readers that name none */
    public void finish(long position, String epoch) {
        endEpoch = epoch;
        end = position;
        finishing = true;
    }

    /** Makes it end at once. */
    public void stop() {
        finish(Long.MIN_VALUE, "");
    }

    /** Why its last connection failed. */
    public String lastFailure() {
        return lastFailure;
    }

    /** The sequence that it has reached. */
    public long position() {
        return listener.history().last();
    }

    private boolean isAtEnd() {
        ReaderHistory now = listener.history();
        return now.last() >= end && now.epoch().compareTo(endEpoch) >= 0;
    }

    @Override
    public void run() {
        while (!isAtEnd()) {
            ReaderHistory now = listener.history();
            Server node = nodes.get(random.nextInt(nodes.size()));
            try (ReaderConnection connection =
                    endpoint.open(node.port(), behavior.receiveBuffer(), now.last(), now.epoch())) {
                listener.connected();
                follow(connection);
            } catch (IOException cut) {
                lastFailure = node + ": " + cut;
                statistics.cut();
            }
            listener.disconnected();
            Pause.millis(random.nextInt(RETRY_MILLIS));
        }
    }

    private void follow(ReaderConnection connection) throws IOException {
        long stay = behavior.stay(random);
        long began = System.nanoTime();
        long lastFrame = began;
        long lastPing = began;
        while (!isAtEnd()) {
            String frame = connection.next();
            long now = System.nanoTime();
            if (frame != null) {
                lastFrame = now;
                receive(frame);
            } else if (now - lastFrame > SILENCE_NANOS) {
                throw new IOException("nothing for long");
            }
            if (now - lastPing > PING_NANOS) {
                lastPing = now;
                connection.ping();
            }
            if (!finishing) {
                if (behavior.stalls(random)) {
                    statistics.stalled();
                    Pause.millis(behavior.stall(random));
                } else if (TimeUnit.NANOSECONDS.toMillis(now - began) > stay) {
                    disconnect(connection);
                    return;
                }
            }
        }
    }

    private void receive(String frame) throws IOException {
        try {
            listener.onFrame(frame);
        } catch (UncheckedIOException stale) {
            throw stale.getCause();
        }
    }

    private void disconnect(ReaderConnection connection) throws IOException {
        statistics.disconnectedByChoice();
        switch (random.nextInt(3)) {
            case 0 -> connection.closeGracefully();
            case 1 -> connection.abort();
            default -> {
                statistics.abortedMidFrame();
                connection.abortMidFrame(1 + random.nextInt(120));
            }
        }
    }
}
