package org.heliograph.machine.data;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.json.JsonText;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineStatus;

/**
 * Collects the machines that a call of the data API changes, for one row of the audit trail in each organisation. Changes that a heartbeat
 * makes too, of {@code last_seen} and between online and offline, are a report and no act.
 */
final class MachineAudit {
    private static final int MOST_NAMES = 20;
    private static final Set<MachineStatus> REPORTED =
            Set.of(MachineStatus.PENDING, MachineStatus.ONLINE, MachineStatus.OFFLINE);
    /** Columns that follow from others. */
    private static final Set<String> DERIVED = Set.of("last_seen", "updated_at");

    private final AuditAction action;
    private final Map<String, Changes> byOrganization = new TreeMap<>();

    /** Those of one organisation. The values are those of the first machine. */
    private static final class Changes {
        private final List<String> names = new ArrayList<>();
        private String id;
        private JsonObject before;
        private JsonObject after;
        private int machines;
    }

    MachineAudit(AuditAction action) {
        this.action = action;
    }

    /** @param before the values of a machine by column; null when it is new @param after null when it is deleted */
    void add(Machine machine, Map<String, Object> before, Map<String, Object> after) {
        if (before != null && after != null && isReport(before, after)) {
            return;
        }
        Changes changes = byOrganization.computeIfAbsent(machine.getOrgId(), org -> new Changes());
        if (changes.machines++ == 0) {
            changes.id = machine.getId();
            changes.before = different(before, after);
            changes.after = different(after, before);
        }
        if (changes.names.size() < MOST_NAMES) {
            changes.names.add(machine.getName());
        }
    }

    /** One for each organisation. Of several machines the names, and what became of the first. */
    List<AuditEntry> entries() {
        List<AuditEntry> entries = new ArrayList<>();
        byOrganization.forEach((org, changes) -> {
            AuditEntry entry = AuditEntry.of(action).in(org);
            boolean single = changes.machines == 1;
            entries.add(
                    single
                            ? entry.on(changes.id, changes.names.get(0)).change(changes.before, changes.after)
                            : entry.on(null, changes.machines + " machines")
                                    .change(
                                            withNames(changes.before, changes.names),
                                            action == AuditAction.MACHINE_DELETE ? null : changes.after));
        });
        return entries;
    }

    private static boolean isReport(Map<String, Object> before, Map<String, Object> after) {
        return before.keySet().stream()
                .filter(column -> !Objects.equals(before.get(column), after.get(column)))
                .allMatch(column -> DERIVED.contains(column)
                        || column.equals("status")
                                && REPORTED.contains(before.get(column))
                                && REPORTED.contains(after.get(column)));
    }

    private static JsonObject different(Map<String, Object> values, Map<String, Object> others) {
        if (values == null) {
            return null;
        }
        JsonObjectBuilder json = JsonText.object();
        new TreeMap<>(values).forEach((column, value) -> {
            boolean differs = others == null ? value != null : !Objects.equals(value, others.get(column));
            if (differs && !DERIVED.contains(column)) {
                json.add(column, MachineColumns.toJson(value));
            }
        });
        return json.build();
    }

    private static JsonObject withNames(JsonObject values, List<String> names) {
        JsonArrayBuilder list = JsonText.array();
        names.forEach(list::add);
        return JsonText.object(values).add("machines", list).build();
    }
}
