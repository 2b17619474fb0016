package org.heliograph.chaos.reader;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.heliograph.chaos.check.History;

/** Understands the frames of one connection after the other, and writes them down. */
final class Ear {
    private final History history;
    private final Tally tally;
    private boolean answered;
    private long lostNanos = System.nanoTime();

    Ear(History history, Tally tally) {
        this.history = history;
        this.tally = tally;
    }

    /** The connection is no more. */
    void lost() {
        if (answered) {
            answered = false;
            lostNanos = System.nanoTime();
        }
    }

    void take(String text) {
        JsonObject frame = parse(text);
        switch (frame.getString("type", "")) {
            case "connected", "pong" -> {
                return;
            }
            case "subscribed" ->
                answered(frame.getJsonObject("seq").getJsonNumber("machines").longValue());
            case "event" -> history.event(frame.getJsonNumber("seq").longValue(), text);
            case "gap" -> history.gap(frame.getJsonNumber("to").longValue(), text);
            default -> history.strange(text);
        }
        if (!answered) {
            history.strange("before the answer: " + text);
        }
    }

    private void answered(long position) {
        answered = true;
        tally.connected(System.nanoTime() - lostNanos, history.size() > 0);
        if (position < history.last()) {
            history.strange("a position of " + position + " after " + history.last());
        }
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
