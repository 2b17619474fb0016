package org.heliograph.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.util.Optional;
import org.heliograph.json.JsonText;

/**
 * The JSON object in the body of a request, for resources that need more than a request record: partial updates, webhooks. {@link
 * BodyReader} fills it when it is the parameter of a resource method.
 */
public record Body(JsonObject json) {

    /** @throws ApiException 400 when the text is not one JSON object */
    public static Body parse(String text) {
        if (text.isBlank()) {
            throw ApiException.badRequest("The body is empty; send a JSON object.");
        }
        if (JsonText.isNestedTooDeeply(text)) {
            throw ApiException.badRequest("The body is nested too deeply: at most " + JsonText.MAX_DEPTH + " levels.");
        }
        if (JsonText.hasNumberOutOfRange(text)) {
            throw ApiException.badRequest("The body has a number that is out of range.");
        }
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return new Body(object);
                }
            }
        } catch (RuntimeException malformed) {
            throw ApiException.badRequest("The body is not valid JSON.");
        }
        throw ApiException.badRequest("The body must be a JSON object.");
    }

    /**
     * The body as a request record. See {@link RequestBinder} for the rules.
     *
     * @throws ApiException 400 that names every field that is missing, wrong or unknown
     */
    public <T extends Record> T as(Class<T> type) {
        return RequestBinder.bind(json, type, false);
    }

    /** As {@link #as}, without refusing fields that the record does not have. For webhooks. */
    public <T extends Record> T partAs(Class<T> type) {
        return RequestBinder.bind(json, type, true);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        JsonValue value = json.get(name);
        return value != null && value != JsonValue.NULL;
    }

    /**
     * A text without white space around it; empty when absent or blank.
     *
     * @throws ApiException 400 when the field is no text
     */
    public Optional<String> text(String name) {
        try {
            return has(name)
                    ? Optional.of(RequestBinder.text(json.get(name)).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IllegalArgumentException wrong) {
            throw invalid("The field " + name + " " + wrong.getMessage() + ".");
        }
    }

    /** 400 for a field that is sent and wrong. @param message a sentence that names it */
    public static ApiException invalid(String message) {
        return new ApiException(400, "INVALID_FIELD", message);
    }

    /** NUL and halves of surrogate pairs cannot be stored by every database. */
    public static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }
}
