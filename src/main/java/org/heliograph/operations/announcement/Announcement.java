package org.heliograph.operations.announcement;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/**
 * What was announced.
 *
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param until    null for no end
 */
record Announcement(
        String id, String text, String severity, String createdBy, Instant createdAt, Instant since, Instant until) {
    /** For administrators. */
    JsonObject json() {
        return fields().add("created_by", createdBy)
                .add("created_at", Timestamps.format(createdAt))
                .build();
    }

    /** For everybody on the channel: without who has written it. @param action {@code created} or {@code deleted} */
    JsonObject event(String action) {
        return JsonText.object().add("action", action).addAll(fields()).build();
    }

    private JsonObjectBuilder fields() {
        return JsonText.object()
                .add("id", id)
                .add("text", text)
                .add("severity", severity)
                .add("since", Timestamps.format(since))
                .add("until", until == null ? JsonValue.NULL : JsonText.value(Timestamps.format(until)));
    }
}
