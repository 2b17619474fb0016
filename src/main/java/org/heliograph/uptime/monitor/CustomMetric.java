package org.heliograph.uptime.monitor;

import jakarta.json.JsonObject;
import org.heliograph.json.JsonText;

/**
 * A number that a monitor's pulses may carry besides the latency.
 *
 * @param id   the name of the parameter in a pulse, besides {@code custom1} to {@code custom3}
 * @param name the display name
 * @param unit the unit shown after a value; null without one
 */
public record CustomMetric(String id, String name, String unit) {

    /** Reads a column; null for null. */
    static CustomMetric parse(String text) {
        if (text == null) {
            return null;
        }
        JsonObject json = JsonText.parse(text);
        return new CustomMetric(json.getString("id"), json.getString("name"), json.getString("unit", null));
    }

    /** {@code {id,name,unit}}; without {@code unit} when that is null. */
    public JsonObject json() {
        var json = JsonText.object().add("id", id).add("name", name);
        return unit == null ? json.build() : json.add("unit", unit).build();
    }
}
