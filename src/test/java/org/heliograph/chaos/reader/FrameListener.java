package org.heliograph.chaos.reader;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.heliograph.chaos.check.ReaderHistory;
import org.heliograph.json.JsonText;

/** Interprets the frames of consecutive connections and records them in the reader's history. */
final class FrameListener {
    private static final String SEQ = "seq";

    private final Dialect dialect;
    private static final String EPOCH = "epoch";

    /** Of the log that it reads now. */
    private volatile ReaderHistory history;

    private final ReaderStatistics statistics;
    private boolean subscribed;
    /** Whether a sequence was received on this connection. */
    private boolean resumed;

    private long disconnectedNanos = System.nanoTime();

    FrameListener(Dialect dialect, ReaderHistory history, ReaderStatistics statistics) {
        this.dialect = dialect;
        this.history = history;
        this.statistics = statistics;
    }

    /** The history of the log that it reads now. */
    ReaderHistory history() {
        return history;
    }

    /** A connection is open and the subscription was sent. */
    void connected() {
        if (!dialect.confirmsSubscription()) {
            subscribed();
        }
    }

    /** The connection has ended. */
    void disconnected() {
        if (subscribed) {
            subscribed = false;
            disconnectedNanos = System.nanoTime();
        }
        resumed = false;
    }

    /** @throws UncheckedIOException when the node has not noticed a restore */
    void onFrame(String text) {
        JsonObject frame = JsonText.parse(text);
        Dialect.FrameKind kind = dialect.kind(frame);
        switch (kind) {
            case CONFIRMATION -> confirmed(frame);
            case EVENT -> event(frame, text);
            case GAP -> {
                resumed = true;
                gap(frame, text);
            }
            case UNEXPECTED -> history.unexpected(text);
            default -> {
                return;
            }
        }
        if (!subscribed) {
            history.unexpected("before the confirmation: " + text);
        }
    }

    private void event(JsonObject frame, String text) {
        if (frame.containsKey(SEQ)) {
            resumed = true;
            history.event(frame.getJsonNumber(SEQ).longValue(), text);
        } else if (dialect.confirmsSubscription() || resumed) {
            history.unexpected(text);
        }
        // otherwise the server has not processed the subscription yet and will repeat the event with its sequence
    }

    private void confirmed(JsonObject frame) {
        boolean restored = isRestored(frame);
        subscribed();
        if (restored && history.last() == 0) {
            // a client that has nothing gets no gap
            history = history.restored(frame.getString(EPOCH), 0);
        }
        long position = dialect.position(frame);
        if (!restored && position < history.last()) {
            leaveUnaware(frame);
            history.unexpected("a sequence of " + position + " after " + history.last());
        }
    }

    private void gap(JsonObject frame, String text) {
        if (isRestored(frame)) {
            history = history.restored(
                    frame.getString(EPOCH), frame.getJsonNumber("from").longValue() - 1);
        } else {
            if (frame.getJsonNumber("to").longValue() == history.last()) {
                leaveUnaware(frame);
            }
            history.gap(frame.getJsonNumber("to").longValue(), text);
        }
    }

    /**
     * A log that ends before the reader's number is a restored one, also when the node has not noticed it and names the epoch from before. A
     * reader that names epochs asks again until a node names the new one. Returns for others.
     */
    private void leaveUnaware(JsonObject frame) {
        if (!history.epoch().isEmpty()) {
            throw new UncheckedIOException(new IOException("a node that is about to notice a restore: " + frame));
        }
    }

    /** Whether the log is a later one than the reader knows. */
    private boolean isRestored(JsonObject frame) {
        if (history.epoch().isEmpty()) {
            return false;
        }
        int order = frame.getString(EPOCH).compareTo(history.epoch());
        if (order < 0) {
            throw new UncheckedIOException(new IOException("a node of a moment ago: " + frame));
        }
        return order > 0;
    }

    private void subscribed() {
        subscribed = true;
        statistics.connected(System.nanoTime() - disconnectedNanos, history.size() > 0);
    }
}
