package org.heliograph.dialect.statuspage;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/** Client frames as commands. Fields that the spec does not name are passed over. */
final class StatusPageDecoder {
    private static final int LONGEST_PULSE_ID = 200;

    private StatusPageDecoder() {}

    static StatusPageCommand decode(JsonObject frame) throws BadFrameException {
        return switch (FrameParser.string(frame, "action")) {
            case "subscribe" ->
                new StatusPageCommand.Subscribe(
                        FrameParser.string(frame, "slug"),
                        isSent(frame, "password") ? FrameParser.string(frame, "password") : null,
                        frame.containsKey("since") ? (Long) FrameParser.position(frame, "since") : null);
            case "unsubscribe" -> new StatusPageCommand.Unsubscribe(FrameParser.string(frame, "slug"));
            case "list_subscriptions" -> new StatusPageCommand.ListSubscriptions();
            case "push" -> new StatusPageCommand.Push(pulseId(frame), FrameParser.string(frame, "token"), frame);
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
        if (!simple || id.toString().length() > LONGEST_PULSE_ID) {
            throw new BadFrameException("\"pulseId\" must be a short string or a number");
        }
        return id;
    }

    private static boolean isSent(JsonObject frame, String field) {
        return frame.containsKey(field) && !frame.isNull(field);
    }
}
