package org.heliograph.chaos.reader;

import jakarta.json.JsonObject;
import org.heliograph.chaos.check.History;
import org.heliograph.json.JsonText;

/** Understands the frames of one connection after the other, and writes them down. */
final class Ear {
    private static final String SEQ = "seq";

    private final Dialect dialect;
    private final History history;
    private final Tally tally;
    private boolean answered;
    /** Whether a position has come on this connection. */
    private boolean resumed;

    private long lostNanos = System.nanoTime();

    Ear(Dialect dialect, History history, Tally tally) {
        this.dialect = dialect;
        this.history = history;
        this.tally = tally;
    }

    /** There is a connection again, and on it everything was asked for. */
    void opened() {
        if (!dialect.answers()) {
            answered();
        }
    }

    /** The connection is no more. */
    void lost() {
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
            case STRANGE -> history.strange(text);
            default -> {
                return;
            }
        }
        if (!answered) {
            history.strange("before the answer: " + text);
        }
    }

    private void event(JsonObject frame, String text) {
        if (frame.containsKey(SEQ)) {
            resumed = true;
            history.event(frame.getJsonNumber(SEQ).longValue(), text);
        } else if (dialect.answers() || resumed) {
            history.strange(text);
        }
        // else the server has not read yet what this reader wants: the event will come again, with its position
    }

    private void answered(long position) {
        answered();
        if (position < history.last()) {
            history.strange("a position of " + position + " after " + history.last());
        }
    }

    private void answered() {
        answered = true;
        tally.connected(System.nanoTime() - lostNanos, history.size() > 0);
    }
}
