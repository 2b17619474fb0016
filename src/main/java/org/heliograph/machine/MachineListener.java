package org.heliograph.machine;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;
import org.heliograph.machine.count.MachineCounts;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.query.Column;

/** Appends an event to the log for each change of a machine that is flushed (docs/protocols.md), and counts it. */
public class MachineListener {
    /** The channel of an organisation for events about its machines. */
    public static final String CHANNEL = "machines";

    /** Changes only together with other columns. */
    private static final String UPDATED_AT = "updated_at";

    private static final String STATUS = "status";

    @Inject
    private EventLog log;

    @Inject
    private MachineCounts counts;

    @PostPersist
    void inserted(Machine machine) {
        log.publish(topic(machine), "INSERT", insertPayload(machine));
        counts.changed(machine.getOrgId(), null, machine.getStatus().text());
        machine.recordPersistedValues();
    }

    @PostUpdate
    void updated(Machine machine) {
        updatePayload(machine).ifPresent(payload -> publishUpdate(machine, payload));
        counts.changed(
                machine.getOrgId(),
                persistedStatus(machine),
                machine.getStatus().text());
        machine.recordPersistedValues();
    }

    private void publishUpdate(Machine machine, JsonObject payload) {
        try (CurrentTrace.Scope ofHeartbeat = HeartbeatTraces.open(machine.getId())) {
            log.publish(topic(machine), "UPDATE", payload);
        }
    }

    @PostRemove
    void removed(Machine machine) {
        log.publish(topic(machine), "DELETE", payload(machine, Set.of("id")));
        counts.changed(machine.getOrgId(), persistedStatus(machine), null);
    }

    private static String persistedStatus(Machine machine) {
        return machine.persistedValues().get(STATUS) instanceof MachineStatus status ? status.text() : null;
    }

    static JsonObject insertPayload(Machine machine) {
        return payload(machine, Set.of("id", "name", STATUS, "last_seen"));
    }

    /** The changed columns to publish, which depend on the machine's {@link ChangeSource}; empty when there are none. */
    static Optional<JsonObject> updatePayload(Machine machine) {
        Set<String> changed = changedColumns(machine);
        if (machine.changeSource() != ChangeSource.DATA_API) {
            if (!changed.contains(STATUS)) {
                return Optional.empty();
            }
            if (machine.changeSource() == ChangeSource.HEARTBEAT) {
                changed.add("last_seen");
            }
            changed.retainAll(Set.of(STATUS, "last_seen"));
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        changed.add("id");
        return Optional.of(payload(machine, changed));
    }

    private static Set<String> changedColumns(Machine machine) {
        Set<String> changed = new TreeSet<>();
        MachineColumns.valuesOf(machine).forEach((name, value) -> {
            if (!name.equals(UPDATED_AT)
                    && !Objects.equals(value, machine.persistedValues().get(name))) {
                changed.add(name);
            }
        });
        return changed;
    }

    private static JsonObject payload(Machine machine, Set<String> names) {
        Map<String, Object> values = MachineColumns.valuesOf(machine);
        JsonObjectBuilder payload = JsonText.object();
        for (Column column : MachineColumns.ALL.all()) {
            if (names.contains(column.name())) {
                payload.add(column.name(), MachineColumns.toJson(values.get(column.name())));
            }
        }
        return payload.build();
    }

    private static Topic topic(Machine machine) {
        return Topic.ofOrganization(machine.getOrgId(), CHANNEL);
    }
}
