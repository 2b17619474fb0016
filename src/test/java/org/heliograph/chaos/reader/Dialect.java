package org.heliograph.chaos.reader;

import jakarta.json.JsonObject;

/** What the frames of a dialect mean to somebody who resumes. */
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
                // pulses and uptimes pass: nobody is told them again
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

    /** What a frame may mean. */
    enum Meaning {
        /** It may come at any time, and has no position. */
        NOTHING,
        /** From now on everything after the named position comes. */
        ANSWER,
        EVENT,
        GAP,
        /** Nobody may be told this who resumes. */
        UNEXPECTED
    }

    private final boolean answers;

    Dialect(boolean answers) {
        this.answers = answers;
    }

    /** Whether the server answers who wants to resume. Where it does not, everybody hears events without positions at first. */
    boolean answers() {
        return answers;
    }

    abstract Meaning meaning(JsonObject frame);

    /** Where the log was when the server answered. */
    abstract long position(JsonObject answer);
}
