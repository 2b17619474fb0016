package org.heliograph.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.util.Optional;
import java.util.OptionalInt;
import org.heliograph.json.JsonText;

/**
 * The JSON object that a call brings, read strictly: a field that is missing, of another type, too long or out of bounds
 * ends the call with 400 and a sentence that names it. A field that is {@code null} counts as absent. As the parameter of
 * a resource method it is filled by {@link BodyReader}.
 *
 * @param json the object itself, for whoever needs more than the methods here
 */
public record Body(JsonObject json) {

    /** @throws ApiException 400 when the text is not one JSON object */
    public static Body parse(String text) {
        if (text.isBlank()) {
            throw ApiException.badRequest("The body is empty; send a JSON object.");
        }
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return new Body(object);
                }
            }
        } catch (RuntimeException | StackOverflowError malformed) {
            // besides their own exceptions parsers throw plain ones, for what nests too deeply
            throw ApiException.badRequest("The body is not valid JSON.");
        }
        throw ApiException.badRequest("The body must be a JSON object.");
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        JsonValue value = json.get(name);
        return value != null && value != JsonValue.NULL;
    }

    /** A text that must be there and not blank, without the blanks around it. */
    public String string(String name, int longest) {
        return optionalString(name, longest).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name));
    }

    /** A text without the blanks around it, which may be empty; nothing when absent. */
    public Optional<String> optionalString(String name, int longest) {
        return text(name, longest).map(String::strip);
    }

    /** A text that must be there, exactly as sent: for passwords and tokens. */
    public String secret(String name, int longest) {
        return text(name, longest).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name));
    }

    private Optional<String> text(String name, int longest) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!(json.get(name) instanceof JsonString value)) {
            throw invalid("The field " + name + " must be text.");
        }
        String text = value.getString();
        if (text.length() > longest) {
            throw invalid("The field " + name + " may have " + longest + " characters at most.");
        }
        if (!storable(text)) {
            throw invalid("The field " + name + " holds characters that are no text.");
        }
        return Optional.of(text);
    }

    public boolean bool(String name, boolean whenAbsent) {
        if (!has(name)) {
            return whenAbsent;
        }
        JsonValue value = json.get(name);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw invalid("The field " + name + " must be true or false.");
        }
        return value == JsonValue.TRUE;
    }

    /** A whole number that must be there. */
    public int integer(String name, int least, int most) {
        return optionalInteger(name, least, most).orElseThrow(() -> missing(name));
    }

    public OptionalInt optionalInteger(String name, int least, int most) {
        if (!has(name)) {
            return OptionalInt.empty();
        }
        try {
            if (json.get(name) instanceof JsonNumber number) {
                int value = number.bigDecimalValue().intValueExact();
                if (value >= least && value <= most) {
                    return OptionalInt.of(value);
                }
            }
        } catch (ArithmeticException fractionOrTooLarge) {
            // said below
        }
        throw invalid("The field " + name + " must be a whole number from " + least + " to " + most + ".");
    }

    private static ApiException missing(String name) {
        return new ApiException(400, "MISSING_FIELDS", "The field " + name + " is missing.");
    }

    /** A 400 for a field that is there and wrong. */
    public static ApiException invalid(String message) {
        return new ApiException(400, "INVALID_FIELD", message);
    }

    /** NUL and halves of surrogate pairs cannot be stored by every database. */
    static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }
}
