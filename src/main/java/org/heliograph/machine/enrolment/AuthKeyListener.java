package org.heliograph.machine.enrolment;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/** Appends events about auth keys to the log. Their JSON never contains the key or its hash. */
public class AuthKeyListener {
    private static final String CHANNEL = "keys";

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(AuthKey key) {
        log.publish(topic(key.getOrgId()), "INSERT", row(key).build());
    }

    /** A revocation: the only change that is made through the entity. */
    @PostUpdate
    void updated(AuthKey key) {
        JsonObject payload = id(key).add("revoked_at", time(key.getRevokedAt())).build();
        log.publish(topic(key.getOrgId()), "UPDATE", payload);
    }

    @PostRemove
    void removed(AuthKey key) {
        log.publish(topic(key.getOrgId()), "DELETE", id(key).build());
    }

    /** The topic of events about an organisation's keys. */
    static Topic topic(String orgId) {
        return Topic.ofOrganization(orgId, CHANNEL);
    }

    /** All columns of a key, as in responses and in the event of its creation. */
    static JsonObjectBuilder row(AuthKey key) {
        return id(key).add("description", key.getDescription())
                .add("prefix", key.getPrefix())
                .add("reusable", key.isReusable())
                .add("ephemeral", key.isEphemeral())
                .add("may_replace", key.isMayReplace())
                .add("max_uses", JsonText.value(key.getMaxUses()))
                .add("expires_at", time(key.getExpiresAt()))
                .add("revoked_at", time(key.getRevokedAt()))
                .add("used_count", key.getUsedCount())
                .add("last_used_at", time(key.getLastUsedAt()))
                .add("created_by", JsonText.value(key.getCreatedBy()))
                .add("created_at", time(key.getCreatedAt()));
    }

    /** What its creator chose. */
    static JsonObject settings(AuthKey key) {
        return JsonText.object()
                .add("description", key.getDescription())
                .add("reusable", key.isReusable())
                .add("ephemeral", key.isEphemeral())
                .add("may_replace", key.isMayReplace())
                .add("max_uses", JsonText.value(key.getMaxUses()))
                .add("expires_at", time(key.getExpiresAt()))
                .build();
    }

    static JsonObject usedPayload(AuthKey key) {
        return id(key).add("used_count", key.getUsedCount())
                .add("last_used_at", time(key.getLastUsedAt()))
                .build();
    }

    private static JsonObjectBuilder id(AuthKey key) {
        return JsonText.object().add("id", key.getId());
    }

    private static JsonValue time(Instant instant) {
        return instant == null ? JsonValue.NULL : JsonText.value(Timestamps.format(instant));
    }
}
