package org.heliograph.chaos.check;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import org.heliograph.event.Timestamps;

/**
 * A row of the log, as the database holds it.
 *
 * @param payload JSON text
 */
public record Row(long seq, String event, String payload, Instant at) {
    /** The frame in which those who resume must be told it, to the byte. */
    public String frame() {
        return "{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"" + event + "\",\"payload\":" + payload
                + ",\"timestamp\":\"" + Timestamps.format(at) + "\",\"seq\":" + seq + "}";
    }

    /** The payload as an object. */
    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(payload))) {
            return reader.readObject();
        }
    }
}
