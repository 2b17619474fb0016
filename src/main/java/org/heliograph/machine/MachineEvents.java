package org.heliograph.machine;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.json.JsonText;
import org.heliograph.query.Column;

/** What is told of a machine (docs/protocols.md). */
final class MachineEvents {
    /** Follows from the others, and is no change of its own. */
    private static final String UPDATED_AT = "updated_at";

    private MachineEvents() {}

    static JsonObject inserted(Machine machine) {
        return payload(machine, Set.of("id", "name", "status", "last_seen"));
    }

    /** What an update has changed that is worth telling; nothing when it is none of anybody's business. */
    static Optional<JsonObject> updated(Machine machine) {
        Set<String> changed = changed(machine);
        if (machine.cause() != ChangeSource.DATA_API) {
            boolean status = changed.contains("status");
            if (!status) {
                return Optional.empty();
            }
            if (machine.cause() == ChangeSource.HEARTBEAT) {
                changed.add("last_seen");
            }
            changed.retainAll(Set.of("status", "last_seen"));
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        changed.add("id");
        return Optional.of(payload(machine, changed));
    }

    static JsonObject deleted(Machine machine) {
        return payload(machine, Set.of("id"));
    }

    private static Set<String> changed(Machine machine) {
        Map<String, Object> now = MachineColumns.valuesOf(machine);
        Set<String> changed = new TreeSet<>();
        now.forEach((name, value) -> {
            if (!name.equals(UPDATED_AT)
                    && !Objects.equals(value, machine.stored().get(name))) {
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
}
