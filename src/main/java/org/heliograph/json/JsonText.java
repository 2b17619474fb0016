package org.heliograph.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Collection;
import java.util.Collections;

/**
 * Builds and parses JSON. {@link jakarta.json.Json}'s own methods search the class path for a provider at each call, which costs more
 * than what they are called for.
 */
public final class JsonText {
    /** The most levels of objects and arrays that a text from outside may have: more than clients need, and few enough for any stack. */
    public static final int MAX_DEPTH = 100;

    private static final int MAX_EXPONENT_DIGITS = 6;

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonText() {}

    /** A new object, to be filled. */
    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    /** A new object that begins with the fields of another. */
    public static JsonObjectBuilder object(JsonObject start) {
        return PROVIDER.createObjectBuilder(start);
    }

    /** A new array, to be filled. */
    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    /** A new array that begins with these elements, as {@link JsonProvider#createArrayBuilder(Collection)} takes them. */
    public static JsonArrayBuilder array(Collection<?> start) {
        return PROVIDER.createArrayBuilder(start);
    }

    /** A text as a JSON value; null as JSON's. */
    public static JsonValue value(String text) {
        return text == null ? JsonValue.NULL : PROVIDER.createValue(text);
    }

    /** A value that JSON has a form for: text, number, boolean, collection, map, or one that is JSON already; null as JSON's. */
    public static JsonValue value(Object value) {
        return PROVIDER.createArrayBuilder(Collections.singletonList(value))
                .build()
                .get(0);
    }

    /** A number as a JSON value. */
    public static JsonValue value(long number) {
        return PROVIDER.createValue(number);
    }

    /** A number as a JSON value. */
    public static JsonValue value(double number) {
        return PROVIDER.createValue(number);
    }

    /** A text as JSON writes it, in quotes. */
    public static String quote(String text) {
        return PROVIDER.createValue(text).toString();
    }

    /** Reads an object. @throws JsonException when the text is none */
    public static JsonObject parse(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** Reads an object or an array. @throws JsonException when the text is neither */
    public static JsonStructure parseAny(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    /** Whether a text has more than {@link #MAX_DEPTH} levels. To be asked before a text from outside is parsed; it need not be JSON. */
    public static boolean isNestedTooDeeply(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a number of a text has an exponent of more than {@value #MAX_EXPONENT_DIGITS} digits: the number might be read, and what is
     * written of it not read again, since it is then written with another exponent. To be asked before a text from outside is parsed; it
     * need not be JSON.
     */
    public static boolean hasNumberOutOfRange(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                i += c == '\\' ? 1 : 0;
            } else if ((c == 'e' || c == 'E') && exponentDigits(text, i + 1) > MAX_EXPONENT_DIGITS) {
                return true;
            }
        }
        return false;
    }

    private static int exponentDigits(String text, int from) {
        int first = from < text.length() && (text.charAt(from) == '+' || text.charAt(from) == '-') ? from + 1 : from;
        int end = first;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - first;
    }

    /** A text without the byte order mark that some programs write before it. */
    public static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A streaming parser of a text. */
    public static JsonParser parser(String text) {
        return PROVIDER.createParser(new StringReader(text));
    }
}
