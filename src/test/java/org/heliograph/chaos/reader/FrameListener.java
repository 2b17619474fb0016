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
    private boolean answered;
    /** Whether a sequence was received on this connection. */
    private boolean resumed;

    private long lostNanos = System.nanoTime();

    FrameListener(Dialect dialect, ReaderHistory history, ReaderStatistics statistics) {
        this.dialect = dialect;
        this.history = history;
        this.statistics = statistics;
    }

    /** A connection is open and the subscription was sent. */
    void opened() {
        if (!dialect.answers()) {
            answered();
        }
    }

    /** The connection has ended. */
    void disconnected() {
        if (answered) {
            answered = false;
            lostNanos = System.nanoTime();
        }
        resumed = false;
    }

    void take(String text) {
        JsonObject frame = JsonText.parse(text);
        Dialect.Meaning meaning = dialect.meaning(frame);
        switch (meaning) {
            case ANSWER -> answered(dialect.position(frame));
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
        if (!answered) {
            history.unexpected("before the answer: " + text);
        }
    }

    private void event(JsonObject frame, String text) {
        if (frame.containsKey(SEQ)) {
            resumed = true;
            history.event(frame.getJsonNumber(SEQ).longValue(), text);
        } else if (dialect.answers() || resumed) {
            history.unexpected(text);
        }
        // otherwise the server has not processed the subscription yet and will repeat the event with its sequence
    }

    private void answered(long position) {
        answered();
        if (position < history.last()) {
            history.unexpected("a position of " + position + " after " + history.last());
        }
    }

    private void answered() {
        answered = true;
        statistics.connected(System.nanoTime() - lostNanos, history.size() > 0);
    }
}
