package org.heliograph.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/**
 * A row of the audit trail.
 *
 * @param id          rises with time
 * @param lastAt      when it happened for the last time
 * @param occurrences how often
 */
public record AuditRow(
        String id, Instant createdAt, Instant lastAt, long occurrences, String action, AuditEntry entry) {
    /** The names of the fields of {@link #json}, in their order. */
    public static final List<String> FIELDS = List.of(
            "id",
            "created_at",
            "action",
            "outcome",
            "reason",
            "actor_id",
            "actor_name",
            "address",
            "org_id",
            "target_id",
            "target_name",
            "before",
            "after",
            "occurrences",
            "last_at");

    static final String DONE = "done";
    static final String FAILED = "failed";

    static AuditRow of(AuditEntry entry, Instant now) {
        return new AuditRow(AuditIds.next(now), now, now, 1, entry.action().text(), entry);
    }

    String outcome() {
        return entry.failed() ? FAILED : DONE;
    }

    String actorId() {
        return entry.actor() == null ? null : entry.actor().id();
    }

    String actorName() {
        return entry.actor() == null ? null : entry.actor().name();
    }

    /** As it is in lists, exports and events. */
    public JsonObject json() {
        JsonObjectBuilder json = JsonText.object()
                .add("id", id)
                .add("created_at", Timestamps.format(createdAt))
                .add("action", action)
                .add("outcome", outcome())
                .add("reason", JsonText.value(entry.reason()))
                .add("actor_id", JsonText.value(actorId()))
                .add("actor_name", JsonText.value(actorName()))
                .add("address", JsonText.value(entry.address()))
                .add("org_id", JsonText.value(entry.orgId()))
                .add("target_id", JsonText.value(entry.targetId()))
                .add("target_name", JsonText.value(entry.targetName()))
                .add("before", entry.before() == null ? JsonValue.NULL : entry.before())
                .add("after", entry.after() == null ? JsonValue.NULL : entry.after())
                .add("occurrences", occurrences);
        return json.add("last_at", Timestamps.format(lastAt)).build();
    }
}
