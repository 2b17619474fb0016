package org.heliograph.gateway;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import org.heliograph.json.JsonText;

/** Client frames as JSON objects, read strictly. */
public final class FrameParser {
    private FrameParser() {}

    /**
     * A position of the log that a field holds.
     *
     * @throws BadFrameException when it is no whole number from 0 on
     */
    public static long position(JsonObject frame, String field) throws BadFrameException {
        if (frame.get(field) instanceof JsonNumber number) {
            try {
                long position = number.bigDecimalValue().longValueExact();
                if (position >= 0 && position < Long.MAX_VALUE) {
                    return position;
                }
            } catch (ArithmeticException broken) {
                // said below
            }
        }
        throw new BadFrameException("\"since\" must be a whole number, 0 or more");
    }

    /** The object that a message is. @throws BadFrameException when it is none */
    public static JsonObject parse(String text) throws BadFrameException {
        JsonValue value;
        try (JsonParser parser = JsonText.parser(text)) {
            parser.next();
            value = parser.getValue();
            if (parser.hasNext()) {
                throw new BadFrameException("Not valid JSON");
            }
        } catch (RuntimeException | StackOverflowError malformed) {
            // not JSON, nothing at all, or nested deeper than the parser goes, each said in a way of its own
            throw new BadFrameException("Not valid JSON");
        }
        if (value instanceof JsonObject frame) {
            return frame;
        }
        throw new BadFrameException("A frame is a JSON object");
    }

    /** A field that must be there and text. */
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
}
