package org.heliograph.audit;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Pattern;
import org.heliograph.json.JsonText;
import org.heliograph.text.TextCleaner;

/** Makes values fit for a row that many people read: without secrets, without control characters, of bounded size. */
final class AuditText {
    /** The most characters of an object as JSON. */
    static final int LONGEST_OBJECT = 4_000;

    private static final int LONGEST_VALUE = 200;
    private static final int MOST_ELEMENTS = 20;
    private static final int MOST_LEVELS = 4;

    /** Names of fields whose values are never shown, as a whole or as a part between underscores or capitals. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(token|password|secret|hash|credential|node_?key"
            + "|auth_?key|api_?key|private_?key|webhook|authorization|cookie).*");

    private static final JsonValue HIDDEN = JsonText.value("***");

    private AuditText() {}

    /** The object without secrets; only the names of its fields when it is still too long. Null stays null. */
    static JsonObject bounded(JsonObject object) {
        if (object == null) {
            return null;
        }
        JsonObject shown = shown(object, 0);
        if (shown.toString().length() <= LONGEST_OBJECT) {
            return shown;
        }
        JsonArrayBuilder names = JsonText.array();
        shown.keySet().stream().limit(MOST_ELEMENTS).forEach(names::add);
        return JsonText.object().add("too_long", names).build();
    }

    private static JsonObject shown(JsonObject object, int level) {
        JsonObjectBuilder shown = JsonText.object();
        object.forEach((name, value) -> shown.add(
                TextCleaner.line(name, LONGEST_VALUE), isSecret(name, value) ? HIDDEN : shown(value, level + 1)));
        return shown.build();
    }

    /** Whether a field must not be shown. That there is none, or whether there is one, may be said. */
    private static boolean isSecret(String name, JsonValue value) {
        boolean says = value == JsonValue.NULL || value == JsonValue.TRUE || value == JsonValue.FALSE;
        return !says && SECRET.matcher(name).matches();
    }

    private static JsonValue shown(JsonValue value, int level) {
        if (value instanceof JsonString text) {
            return JsonText.value(TextCleaner.line(text.getString(), LONGEST_VALUE));
        }
        if (level > MOST_LEVELS && (value instanceof JsonObject || value instanceof jakarta.json.JsonArray)) {
            return JsonText.value("…");
        }
        if (value instanceof JsonObject object) {
            return shown(object, level);
        }
        if (value instanceof jakarta.json.JsonArray array) {
            JsonArrayBuilder elements = JsonText.array();
            array.stream().limit(MOST_ELEMENTS).forEach(one -> elements.add(shown(one, level + 1)));
            if (array.size() > MOST_ELEMENTS) {
                elements.add("… and " + (array.size() - MOST_ELEMENTS) + " more");
            }
            return elements.build();
        }
        return value;
    }

    /** The fields of an object that another one lacks or has with another value; null stays null. */
    static JsonObject withoutEqual(JsonObject object, JsonObject other) {
        if (object == null || other == null) {
            return object;
        }
        JsonObjectBuilder different = JsonText.object();
        object.forEach((name, value) -> {
            if (!value.equals(other.get(name))) {
                different.add(name, value);
            }
        });
        return different.build();
    }
}
