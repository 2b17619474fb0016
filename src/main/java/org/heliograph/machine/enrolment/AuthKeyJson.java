package org.heliograph.machine.enrolment;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** What is shown and told of auth keys: never the key, never its hash. */
final class AuthKeyJson {
    private AuthKeyJson() {}

    static JsonObjectBuilder row(AuthKey key) {
        return JsonText.object()
                .add("id", key.getId())
                .add("description", key.getDescription())
                .add("prefix", key.getPrefix())
                .add("reusable", key.isReusable())
                .add("ephemeral", key.isEphemeral())
                .add("expires_at", time(key.getExpiresAt()))
                .add("revoked_at", time(key.getRevokedAt()))
                .add("used_count", key.getUsedCount())
                .add("last_used_at", time(key.getLastUsedAt()))
                .add("created_by", JsonText.value(key.getCreatedBy()))
                .add("created_at", time(key.getCreatedAt()));
    }

    static JsonObject revoked(AuthKey key) {
        return id(key).add("revoked_at", time(key.getRevokedAt())).build();
    }

    static JsonObject used(AuthKey key) {
        return id(key).add("used_count", key.getUsedCount())
                .add("last_used_at", time(key.getLastUsedAt()))
                .build();
    }

    static JsonObjectBuilder id(AuthKey key) {
        return JsonText.object().add("id", key.getId());
    }

    private static JsonValue time(Instant instant) {
        return instant == null ? JsonValue.NULL : JsonText.value(Timestamps.format(instant));
    }
}
