package org.heliograph.identity.account;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/**
 * Appends an event to the log for each change of an account that is flushed: the channels {@code users:created}, {@code users:updated} and
 * {@code users:deleted} (docs/channels.md). What changes no profile, such as a sign-out or a new password, is no event.
 */
public class AccountListener {
    private static final Topic CREATED = Topic.ofOwnChannel("users:created");
    private static final Topic UPDATED = Topic.ofOwnChannel("users:updated");
    private static final Topic DELETED = Topic.ofOwnChannel("users:deleted");
    private static final String EVENT = "account";

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(Account account) {
        log.publish(CREATED, EVENT, profile(account).build());
        account.recordPersistedProfile();
    }

    @PostUpdate
    void updated(Account account) {
        updatePayload(account).ifPresent(payload -> log.publish(UPDATED, EVENT, payload));
        account.recordPersistedProfile();
    }

    @PostRemove
    void removed(Account account) {
        publishDeletion(log, account);
    }

    /** Publishes the deletion of an account by a statement that no entity listener notices. */
    public static void publishDeletion(EventLog log, Account account) {
        log.publish(
                DELETED,
                EVENT,
                JsonText.object()
                        .add("id", account.getId())
                        .add("email", account.getEmail())
                        .build());
    }

    /** The profile and the names of what has changed in it; empty when nothing has. */
    static Optional<JsonObject> updatePayload(Account account) {
        Map<String, Object> before = account.persistedProfile();
        JsonArrayBuilder changed = JsonText.array();
        account.profile().forEach((name, value) -> {
            if (!Objects.equals(value, before.get(name))) {
                changed.add(name);
            }
        });
        JsonObject payload = profile(account).add("changed", changed).build();
        return payload.getJsonArray("changed").isEmpty() ? Optional.empty() : Optional.of(payload);
    }

    private static JsonObjectBuilder profile(Account account) {
        JsonObjectBuilder payload = JsonText.object().add("id", account.getId());
        account.profile().forEach((name, value) -> payload.add(name, JsonText.value(value)));
        return payload.add("createdAt", Timestamps.format(account.getCreatedAt()));
    }
}
