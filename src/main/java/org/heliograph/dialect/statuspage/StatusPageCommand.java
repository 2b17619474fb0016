package org.heliograph.dialect.statuspage;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/** A command of a status page client. */
sealed interface StatusPageCommand {
    int MAX_PULSE_ID_LENGTH = 200;

    /**
     * @param password the BLAKE2b-512 of the page's password in hexadecimal digits; null if not sent
     * @param since    the position that the client has reached; null if it does not resume
     */
    record Subscribe(String slug, String password, LogPosition since) implements StatusPageCommand {}

    record Unsubscribe(String slug) implements StatusPageCommand {}

    record ListSubscriptions() implements StatusPageCommand {}

    /**
     * A pulse of a monitor.
     *
     * @param pulseId the client's name for it, returned in the answer; null for none
     * @param values  the frame, which has the pulse's fields
     */
    record Push(JsonValue pulseId, String token, JsonObject values) implements StatusPageCommand {
        /** The text of a field; null if not sent. */
        String value(String name) {
            JsonValue value = values.get(name);
            if (value == null || value == JsonValue.NULL) {
                return null;
            }
            return value instanceof JsonString text ? text.getString() : value.toString();
        }
    }

    /** Parses a client's frame; unknown fields are ignored. */
    static StatusPageCommand parse(JsonObject frame) throws BadFrameException {
        return switch (FrameParser.string(frame, "action")) {
            case "subscribe" ->
                new Subscribe(
                        FrameParser.string(frame, "slug"),
                        isSent(frame, "password") ? FrameParser.string(frame, "password") : null,
                        frame.containsKey("since") ? FrameParser.position(frame, "since") : null);
            case "unsubscribe" -> new Unsubscribe(FrameParser.string(frame, "slug"));
            case "list_subscriptions" -> new ListSubscriptions();
            case "push" -> new Push(pulseId(frame), FrameParser.string(frame, "token"), frame);
            default -> throw new BadFrameException("Unknown action");
        };
    }

    private static JsonValue pulseId(JsonObject frame) throws BadFrameException {
        if (!isSent(frame, "pulseId")) {
            return null;
        }
        JsonValue id = frame.get("pulseId");
        boolean simple =
                id.getValueType() == JsonValue.ValueType.STRING || id.getValueType() == JsonValue.ValueType.NUMBER;
        if (!simple || id.toString().length() > MAX_PULSE_ID_LENGTH) {
            throw new BadFrameException("\"pulseId\" must be a short string or a number");
        }
        return id;
    }

    private static boolean isSent(JsonObject frame, String field) {
        return frame.containsKey(field) && !frame.isNull(field);
    }
}
