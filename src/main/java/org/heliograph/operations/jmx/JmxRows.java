package org.heliograph.operations.jmx;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of JSON as JMX clients can show them. */
final class JmxRows {
    private JmxRows() {}

    static List<Map<String, String>> of(List<JsonObject> rows) {
        return rows.stream().map(JmxRows::row).toList();
    }

    private static Map<String, String> row(JsonObject json) {
        Map<String, String> row = new LinkedHashMap<>();
        json.forEach((name, value) -> row.put(name, text(value)));
        return row;
    }

    private static String text(JsonValue value) {
        if (value == JsonValue.NULL) {
            return "";
        }
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
