package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.json.JsonText;

/** A table rebuilt from events. */
public final class Replica {
    private final TopicModel topicModel;
    private final Map<String, Map<String, JsonValue>> rows = new HashMap<>();

    /** @param snapshot the table's rows before the first event */
    public Replica(TopicModel topicModel, List<JsonObject> snapshot) {
        this.topicModel = topicModel;
        snapshot.forEach(row -> rows.put(row.getString("id"), received(row)));
    }

    private Map<String, JsonValue> received(Map<String, JsonValue> row) {
        Map<String, JsonValue> columns = new HashMap<>(row);
        columns.keySet().retainAll(topicModel.columns());
        return columns;
    }

    /** Applies an event. @return whether it changes anything */
    public boolean apply(LogRow row) {
        return topicModel.apply(row, this);
    }

    /** Inserts a row. @return whether it is new */
    boolean insert(String id, Map<String, JsonValue> row) {
        return rows.put(id, received(row)) == null;
    }

    /** Updates a row. @return whether it exists and changes */
    boolean update(String id, Map<String, JsonValue> row) {
        Map<String, JsonValue> known = rows.get(id);
        if (known == null) {
            return false;
        }
        Map<String, JsonValue> before = Map.copyOf(known);
        known.putAll(received(row));
        return !before.equals(known);
    }

    /** Deletes all rows with that value in a column. */
    void deleteAll(String column, String value) {
        rows.values().removeIf(row -> JsonText.value(value).equals(row.get(column)));
    }

    /** Deletes a row. @return whether it existed */
    boolean delete(String id) {
        return rows.remove(id) != null;
    }

    /** The ids of rows that differ between the table and this replica. */
    public Set<String> differences(List<JsonObject> table) {
        Set<String> different = new TreeSet<>(rows.keySet());
        for (JsonObject row : table.stream().filter(topicModel::includes).toList()) {
            String id = row.getString("id");
            Map<String, JsonValue> known = rows.get(id);
            if (known != null && topicModel.matches(known, received(row))) {
                different.remove(id);
            } else {
                different.add(id);
            }
        }
        return different;
    }
}
