package org.heliograph.chaos.reader;

import jakarta.json.JsonObject;

/** The meaning of a dialect's frames for a client that resumes. */
enum Dialect {
    FLEET(true) {
        @Override
        Meaning meaning(JsonObject frame) {
            return switch (frame.getString("type", "")) {
                case "connected", "pong" -> Meaning.NOTHING;
                case "subscribed" -> Meaning.ANSWER;
                case "event" -> Meaning.EVENT;
                case "gap" -> Meaning.GAP;
                default -> Meaning.UNEXPECTED;
            };
        }

        @Override
        long position(JsonObject answer) {
            return answer.getJsonObject("seq").getJsonNumber("machines").longValue();
        }
    },
    ALERTS(false) {
        @Override
        Meaning meaning(JsonObject frame) {
            return switch (frame.getString("event", "")) {
                case "heartbeat" -> Meaning.NOTHING;
                case "alert.created", "alert.resolved" -> Meaning.EVENT;
                case "gap" -> Meaning.GAP;
                default -> Meaning.UNEXPECTED;
            };
        }

        @Override
        long position(JsonObject answer) {
            throw new IllegalArgumentException(answer + " is no answer");
        }
    },
    STATUS_PAGE(true) {
        @Override
        Meaning meaning(JsonObject frame) {
            return switch (frame.getString("action", "")) {
                // pulses and uptimes are transient
                case "connected", "subscriptions", "pulse", "uptime-update" -> Meaning.NOTHING;
                case "subscribed" -> Meaning.ANSWER;
                case "gap" -> Meaning.GAP;
                case "", "unsubscribed", "error" -> Meaning.UNEXPECTED;
                default -> Meaning.EVENT;
            };
        }

        @Override
        long position(JsonObject answer) {
            return answer.getJsonNumber("seq").longValue();
        }
    };

    /** Kinds of frames. */
    enum Meaning {
        /** Allowed at any time, without sequence. */
        NOTHING,
        /** Confirms the subscription after the named sequence. */
        ANSWER,
        EVENT,
        GAP,
        /** Not allowed for a client that resumes. */
        UNEXPECTED
    }

    private final boolean answers;

    Dialect(boolean answers) {
        this.answers = answers;
    }

    /** Whether the server confirms subscriptions. Otherwise events without sequence may come first. */
    boolean answers() {
        return answers;
    }

    abstract Meaning meaning(JsonObject frame);

    /** The sequence of the log at the confirmation. */
    abstract long position(JsonObject answer);
}
