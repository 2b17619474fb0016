package org.heliograph.operations.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.json.JsonText;

/**
 * An event that is published when the database takes it, with the time at which it happened in its data (docs/channels.md).
 *
 * @param ordinal its number on this node, from 1; 0 for one that another node causes
 */
record SystemEvent(long ordinal, Topic topic, JsonObject data) {
    static final Topic HEALTH = Topic.ofOwnChannel("system:health");
    static final Topic ALERTS = Topic.ofOwnChannel("system:alerts");
    /** Every publication has an event name; the frames of channels do not show it. */
    static final String NAME = "system";

    private static final String NODE = "node";
    private static final String SINCE = "since";

    /** A node's health has changed. @param previous its status before */
    static SystemEvent health(long ordinal, String node, HealthState state, String previous, Instant at) {
        JsonObjectBuilder data = JsonText.object()
                .add(NODE, node)
                .add("status", state.status())
                .add("previous", previous)
                .add("ready", state.ready());
        if (state.reason() != null) {
            data.add("reason", state.reason());
        }
        if (!state.degraded().isEmpty()) {
            data.add("degraded", JsonText.array(state.degraded()));
        }
        return new SystemEvent(
                ordinal, HEALTH, data.add(SINCE, Timestamps.format(at)).build());
    }

    /** A trouble has begun. */
    static SystemEvent firing(long ordinal, String node, Trouble trouble, Symptom symptom, Instant since) {
        return new SystemEvent(
                ordinal,
                ALERTS,
                alert(node, trouble, "firing", symptom.severity())
                        .add("message", symptom.message())
                        .add(SINCE, Timestamps.format(since))
                        .build());
    }

    /** A trouble has ended. @param severity that it had when it began */
    static SystemEvent resolved(
            long ordinal, String node, Trouble trouble, String severity, Instant since, Instant endedAt) {
        return new SystemEvent(
                ordinal,
                ALERTS,
                alert(node, trouble, "resolved", severity)
                        .add(SINCE, Timestamps.format(since))
                        .add("endedAt", Timestamps.format(endedAt))
                        .build());
    }

    private static JsonObjectBuilder alert(String node, Trouble trouble, String status, String severity) {
        return JsonText.object()
                .add(NODE, node)
                .add("kind", trouble.text())
                .add("status", status)
                .add("severity", severity);
    }
}
