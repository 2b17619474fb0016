package org.heliograph.uptime.monitor;

import jakarta.json.JsonObject;
import org.heliograph.json.JsonText;

/**
 * A number of its own that a monitor pushes beside its latency.
 *
 * @param id   the name under which a pulse may bring it, besides {@code custom1} to {@code custom3}
 * @param name what people call it
 * @param unit what it is counted in; null when it has none
 */
public record CustomMetric(String id, String name, String unit) {

    /** What a column holds; null for null. */
    static CustomMetric parse(String text) {
        if (text == null) {
            return null;
        }
        JsonObject json = JsonText.parse(text);
        return new CustomMetric(json.getString("id"), json.getString("name"), json.getString("unit", null));
    }

    /** {@code {id,name,unit}}; without a unit where there is none. */
    public JsonObject json() {
        var json = JsonText.object().add("id", id).add("name", name);
        return unit == null ? json.build() : json.add("unit", unit).build();
    }
}
