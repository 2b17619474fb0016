package org.heliograph.alert.webhook;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.heliograph.text.TextCleaner;

/** Makes texts of other systems storable: shortened, and without characters that databases refuse. */
final class TextSanitizer {
    private static final int LONGEST_EXCERPT = 300;

    private TextSanitizer() {}

    /** A text and the field that had it. */
    record Named(String field, String text) {
        boolean isEmpty() {
            return text.isEmpty();
        }
    }

    /** The first of the fields with a non-empty text or a number; empty when there is none. */
    static String first(JsonObject object, String... names) {
        return firstNamed(object, names).text();
    }

    /** As {@link #first}, with the field; the first field when there is none. */
    static Named firstNamed(JsonObject object, String... names) {
        for (String name : names) {
            String text = of(object.get(name));
            if (!text.isEmpty()) {
                return new Named(name, text);
            }
        }
        return new Named(names[0], "");
    }

    private static String of(JsonValue value) {
        if (value instanceof JsonString string) {
            return TextCleaner.storable(string.getString()).strip();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }

    /** At most {@code longest} characters; a longer text ends in an ellipsis. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** The beginning of a value's JSON, for people who look for its sender. */
    static String excerpt(JsonValue value) {
        return cut(TextCleaner.storable(value.toString()), LONGEST_EXCERPT);
    }
}
