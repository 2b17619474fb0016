package org.heliograph.chaos.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The table as somebody has it who knows it by its events. */
final class Replica {
    /** What is always told; {@code last_seen} also moves untold. */
    private static final Set<String> COLUMNS = Set.of("name", "status", "version");

    /** Versions that writers give; machines begin with others, which are not told. */
    private static final Pattern GIVEN = Pattern.compile("\"[a-z]+\\d+\"");

    private final Map<String, Map<String, JsonValue>> machines = new HashMap<>();

    Replica(List<JsonObject> snapshot) {
        snapshot.forEach(row -> machines.put(row.getString("id"), columns(row)));
    }

    private static Map<String, JsonValue> columns(JsonObject row) {
        Map<String, JsonValue> columns = new HashMap<>(row);
        columns.keySet().retainAll(COLUMNS);
        return columns;
    }

    /** Takes an event up. @return whether it changes anything, as every event of a log does that is read from its beginning */
    boolean apply(Row row) {
        JsonObject payload = row.json();
        String id = payload.getString("id");
        Map<String, JsonValue> before = machines.get(id);
        return switch (row.event()) {
            case "INSERT" -> {
                machines.put(id, columns(payload));
                yield before == null;
            }
            case "UPDATE" -> before != null && update(before, payload);
            case "DELETE" -> machines.remove(id) != null;
            default -> false;
        };
    }

    private static boolean update(Map<String, JsonValue> machine, JsonObject payload) {
        Map<String, JsonValue> before = Map.copyOf(machine);
        machine.putAll(columns(payload));
        return !before.equals(machine);
    }

    /** The ids of machines that the table has otherwise than they were told. */
    Set<String> differences(List<JsonObject> table) {
        Set<String> different = new TreeSet<>(machines.keySet());
        for (JsonObject row : table) {
            String id = row.getString("id");
            Map<String, JsonValue> known = machines.get(id);
            if (known != null && columns(row).entrySet().containsAll(known.entrySet()) && !isUntold(known, row)) {
                different.remove(id);
            } else {
                different.add(id);
            }
        }
        return different;
    }

    private static boolean isUntold(Map<String, JsonValue> known, JsonObject row) {
        return !known.containsKey("version")
                && GIVEN.matcher(String.valueOf(row.get("version"))).matches();
    }
}
