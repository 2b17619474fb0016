package org.heliograph.gateway;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import org.heliograph.event.LogPosition;
import org.heliograph.json.JsonText;

/** Strict parsing of client frames, which are JSON objects. */
public final class FrameParser {
    private FrameParser() {}

    /** Parses a message. @throws BadFrameException if it is not exactly one JSON object */
    public static JsonObject parse(String text) throws BadFrameException {
        if (JsonText.isNestedTooDeeply(text)) {
            throw new BadFrameException("Nested too deeply: at most " + JsonText.MAX_DEPTH + " levels");
        }
        if (JsonText.hasNumberOutOfRange(text)) {
            throw new BadFrameException("A number is out of range");
        }
        JsonValue value;
        try (JsonParser parser = JsonText.parser(JsonText.withoutMark(text))) {
            parser.next();
            value = parser.getValue();
            if (parser.hasNext()) {
                throw new BadFrameException("Not valid JSON");
            }
        } catch (RuntimeException malformed) {
            // malformed or empty: the parser throws a different type for each
            throw new BadFrameException("Not valid JSON");
        }
        if (value instanceof JsonObject frame) {
            return frame;
        }
        throw new BadFrameException("A frame is a JSON object");
    }

    /** The text of a required field. @throws BadFrameException if it is missing or not a string */
    public static String string(JsonObject frame, String field) throws BadFrameException {
        JsonValue value = frame.get(field);
        if (value == null) {
            throw new BadFrameException("\"" + field + "\" is missing");
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new BadFrameException("\"" + field + "\" must be a string");
    }

    /**
     * The position after which a client resumes: a sequence number, or an object of a number and the epoch in which it was given.
     *
     * @return its number is from 0, which is the beginning of the log, to {@code Long.MAX_VALUE - 1}
     * @throws BadFrameException if the field is neither
     */
    public static LogPosition position(JsonObject frame, String field) throws BadFrameException {
        if (!(frame.get(field) instanceof JsonObject position)) {
            return new LogPosition(sequence(frame.get(field)), null);
        }
        JsonValue epoch = position.getOrDefault("epoch", JsonValue.NULL);
        if (epoch != JsonValue.NULL && !(epoch instanceof JsonString)) {
            throw new BadFrameException("\"epoch\" must be a string");
        }
        String text = epoch instanceof JsonString string ? string.getString() : "";
        return new LogPosition(sequence(position.get("seq")), text.isEmpty() ? null : text);
    }

    private static long sequence(JsonValue value) throws BadFrameException {
        if (value instanceof JsonNumber number) {
            try {
                long sequence = number.bigDecimalValue().longValueExact();
                if (sequence >= 0 && sequence < Long.MAX_VALUE) {
                    return sequence;
                }
            } catch (ArithmeticException invalid) {
                // refused below, like a number out of range
            }
        }
        throw new BadFrameException("\"since\" must be a whole number, 0 or more");
    }
}
