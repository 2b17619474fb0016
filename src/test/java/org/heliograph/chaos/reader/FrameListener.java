package org.heliograph.chaos.reader;

import jakarta.json.JsonObject;
import org.heliograph.chaos.check.ReaderHistory;
import org.heliograph.json.JsonText;

/** Interprets the frames of consecutive connections and records them in the reader's history. */
final class FrameListener {
    private static final String SEQ = "seq";

    private final Dialect dialect;
    private final ReaderHistory history;
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

    void onFrame(String text) {
        JsonObject frame = JsonText.parse(text);
        Dialect.FrameKind kind = dialect.kind(frame);
        switch (kind) {
            case CONFIRMATION -> subscribed(dialect.position(frame));
            case EVENT -> event(frame, text);
            case GAP -> {
                resumed = true;
                history.gap(frame.getJsonNumber("to").longValue(), text);
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

    private void subscribed(long position) {
        subscribed();
        if (position < history.last()) {
            history.unexpected("a sequence of " + position + " after " + history.last());
        }
    }

    private void subscribed() {
        subscribed = true;
        statistics.connected(System.nanoTime() - disconnectedNanos, history.size() > 0);
    }
}
