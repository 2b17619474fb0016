package org.heliograph.alert.webhook;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Texts as other systems send them: cut and mended where needed, since an alert with a strange letter is an alert still. */
final class TextSanitizer {
    private static final char REPLACEMENT = '\uFFFD';

    private TextSanitizer() {}

    /** The first of the fields that says anything, numbers as text; empty when none does. */
    static String first(JsonObject object, String... names) {
        for (String name : names) {
            String text = of(object.get(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String of(JsonValue value) {
        if (value instanceof JsonString string) {
            return mended(string.getString()).strip();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }

    /** At most so many characters, the last of them … when there were more. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Without what no database stores: NUL and halves of surrogate pairs. */
    private static String mended(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }
}
