package org.heliograph.uptime.notice;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** Bulletins as answers and events show them. */
public final class NoticeJson {

    private NoticeJson() {}

    static <B extends Notice, U extends NoticeUpdate> JsonObject of(
            NoticeKind<B, U> kind, B bulletin, List<U> updates, boolean told) {
        JsonObjectBuilder json = JsonText.object();
        kind.describe(bulletin, json, told);
        JsonArrayBuilder lines = JsonText.array();
        updates.forEach(update -> lines.add(of(kind, update)));
        return json.add("updates", lines).build();
    }

    static JsonObject of(NoticeKind<?, ?> kind, NoticeUpdate update) {
        return JsonText.object()
                .add("id", update.getId())
                .add(kind.word() + "_id", update.getBulletinId())
                .add("status", update.getStatus())
                .add("message", update.getMessage())
                .add("created_at", Timestamps.format(update.getCreatedAt()))
                .build();
    }

    /** Adds a time, or null. */
    public static void time(JsonObjectBuilder json, String name, Instant time) {
        if (time == null) {
            json.addNull(name);
        } else {
            json.add(name, Timestamps.format(time));
        }
    }
}
