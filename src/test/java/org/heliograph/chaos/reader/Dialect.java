package org.heliograph.chaos.reader;

import jakarta.json.JsonObject;

/** The meaning of a dialect's frames for a client that resumes. */
enum Dialect {
    FLEET(true) {
        @Override
        FrameKind kind(JsonObject frame) {
            return switch (frame.getString("type", "")) {
                case "connected", "pong" -> FrameKind.NOTHING;
                case "subscribed" -> FrameKind.CONFIRMATION;
                case "event" -> FrameKind.EVENT;
                case "gap" -> FrameKind.GAP;
                default -> FrameKind.UNEXPECTED;
            };
        }

        @Override
        long position(JsonObject answer) {
            return answer.getJsonObject("seq").getJsonNumber("machines").longValue();
        }
    },
    ALERTS(false) {
        @Override
        FrameKind kind(JsonObject frame) {
            return switch (frame.getString("event", "")) {
                case "heartbeat" -> FrameKind.NOTHING;
                case "alert.created", "alert.resolved" -> FrameKind.EVENT;
                case "gap" -> FrameKind.GAP;
                default -> FrameKind.UNEXPECTED;
            };
        }

        @Override
        long position(JsonObject answer) {
            throw new IllegalArgumentException(answer + " is no answer");
        }
    },
    STATUS_PAGE(true) {
        @Override
        FrameKind kind(JsonObject frame) {
            return switch (frame.getString("action", "")) {
                // pulses and uptimes are transient
                case "connected", "subscriptions", "pulse", "uptime-update" -> FrameKind.NOTHING;
                case "subscribed" -> FrameKind.CONFIRMATION;
                case "gap" -> FrameKind.GAP;
                case "", "unsubscribed", "error" -> FrameKind.UNEXPECTED;
                default -> FrameKind.EVENT;
            };
        }

        @Override
        long position(JsonObject answer) {
            return answer.getJsonNumber("seq").longValue();
        }
    };

    /** Kinds of frames. */
    enum FrameKind {
        /** Allowed at any time, without sequence. */
        NOTHING,
        /** Confirms the subscription after the named sequence. */
        CONFIRMATION,
        EVENT,
        GAP,
        /** Not allowed for a client that resumes. */
        UNEXPECTED
    }

    private final boolean confirmsSubscription;

    Dialect(boolean confirmsSubscription) {
        this.confirmsSubscription = confirmsSubscription;
    }

    /** Whether the server confirms subscriptions. Otherwise events without sequence may come first. */
    boolean confirmsSubscription() {
        return confirmsSubscription;
    }

    abstract FrameKind kind(JsonObject frame);

    /** The sequence of the log at the confirmation. */
    abstract long position(JsonObject answer);
}
