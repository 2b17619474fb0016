package org.heliograph.uptime.bulletin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Timestamps;

/** Bulletins as answers and events show them. */
public final class BulletinJson {
    /** Kept, since {@code Json}'s own methods search the class path for a provider at each call. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private BulletinJson() {}

    static <B extends Bulletin, U extends BulletinUpdate> JsonObject of(
            Kind<B, U> kind, B bulletin, List<U> updates, boolean told) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        kind.describe(bulletin, json, told);
        JsonArrayBuilder lines = JSON.createArrayBuilder();
        updates.forEach(update -> lines.add(of(kind, update)));
        return json.add("updates", lines).build();
    }

    static JsonObject of(Kind<?, ?> kind, BulletinUpdate update) {
        return JSON.createObjectBuilder()
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
