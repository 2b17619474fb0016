package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.json.JsonText;

/** The table as somebody has it who knows it by its events. */
public final class Replica {
    private final TopicModel topicModel;
    private final Map<String, Map<String, JsonValue>> rows = new HashMap<>();

    /** @param snapshot the table's rows, as they were when the events began */
    public Replica(TopicModel topicModel, List<JsonObject> snapshot) {
        this.topicModel = topicModel;
        snapshot.forEach(row -> rows.put(row.getString("id"), received(row)));
    }

    private Map<String, JsonValue> received(Map<String, JsonValue> row) {
        Map<String, JsonValue> columns = new HashMap<>(row);
        columns.keySet().retainAll(topicModel.columns());
        return columns;
    }

    /** Takes an event up. @return whether it changes anything */
    public boolean apply(LogRow row) {
        return topicModel.apply(row, this);
    }

    /** Something is there from now on. @return whether it was not there before */
    boolean insert(String id, Map<String, JsonValue> row) {
        return rows.put(id, received(row)) == null;
    }

    /** Something is otherwise from now on. @return whether it was there, and is another than before */
    boolean update(String id, Map<String, JsonValue> row) {
        Map<String, JsonValue> known = rows.get(id);
        if (known == null) {
            return false;
        }
        Map<String, JsonValue> before = Map.copyOf(known);
        known.putAll(received(row));
        return !before.equals(known);
    }

    /** Whatever has a value in a column is there no longer. */
    void deleteAll(String column, String value) {
        rows.values().removeIf(row -> JsonText.value(value).equals(row.get(column)));
    }

    /** Something is there no longer. @return whether it was there before */
    boolean delete(String id) {
        return rows.remove(id) != null;
    }

    /** The ids of rows that the table has otherwise than they were told. */
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
