package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/**
 * A row of the log in the database.
 *
 * @param payload JSON text
 */
public record LogRow(long seq, String event, String payload, Instant at) {
    /** The payload as an object. */
    public JsonObject json() {
        return JsonText.parse(payload);
    }

    /** The end of a frame: timestamp and sequence. */
    String timestampAndSeq() {
        return ",\"timestamp\":\"" + Timestamps.format(at) + "\",\"seq\":" + seq + "}";
    }
}
