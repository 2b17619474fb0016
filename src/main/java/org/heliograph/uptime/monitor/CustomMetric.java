package org.heliograph.uptime.monitor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;

/**
 * A number of its own that a monitor pushes beside its latency.
 *
 * @param id   the name under which a pulse may bring it, besides {@code custom1} to {@code custom3}
 * @param name what people call it
 * @param unit what it is counted in; null when it has none
 */
public record CustomMetric(String id, String name, String unit) {
    /** Kept, since {@code Json}'s own methods search the class path for a provider at each call. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    /** What a column holds; null for null. */
    static CustomMetric parse(String text) {
        if (text == null) {
            return null;
        }
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new CustomMetric(json.getString("id"), json.getString("name"), json.getString("unit", null));
        }
    }

    /** {@code {id,name,unit}}; without a unit where there is none. */
    public JsonObject json() {
        var json = Json.createObjectBuilder().add("id", id).add("name", name);
        return unit == null ? json.build() : json.add("unit", unit).build();
    }
}
