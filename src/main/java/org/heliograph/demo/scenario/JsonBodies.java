package org.heliograph.demo.scenario;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.heliograph.json.JsonText;

/** Builds JSON bodies. */
public final class JsonBodies {
    private JsonBodies() {}

    /** An object of alternating names and values; a value is a string, a number, a boolean or JSON. */
    public static JsonObject object(Object... namesAndValues) {
        JsonObjectBuilder object = JsonText.object();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return object.build();
    }

    /** An array of such values. */
    public static JsonArray array(Object... values) {
        JsonArrayBuilder array = JsonText.array();
        for (Object value : values) {
            array.add(value(value));
        }
        return array.build();
    }

    private static JsonValue value(Object value) {
        if (value instanceof JsonValue json) {
            return json;
        } else if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof Integer number) {
            return JsonText.value(number);
        } else if (value instanceof Double number) {
            return JsonText.value(number);
        }
        return JsonText.value((String) value);
    }
}
