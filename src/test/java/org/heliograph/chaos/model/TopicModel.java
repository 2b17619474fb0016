package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Describes a topic: the frames of its rows, the events that writers expect, and the table that the log reproduces. */
public interface TopicModel {
    /** The topic's name. */
    String topic();

    /** The exact frame that a resuming client must receive for a row. */
    String frame(LogRow row);

    /** The expected event that a row represents; empty for changes by the server and for changes without a guarantee. */
    Optional<ExpectedEvent> expectedEvent(LogRow row);

    /**
     * Applies a row of the log to a replica.
     *
     * @return whether it changes anything, as every row of a complete log must
     */
    boolean apply(LogRow row, Replica replica);

    /** Whether a row passes the reader's filter; always true for topics without a filter. */
    default boolean includes(JsonObject row) {
        return true;
    }

    /** The same for a row of the log. */
    default boolean includes(LogRow row) {
        return true;
    }

    /** The columns of the table that events contain. */
    Set<String> columns();

    /** SQL that selects the table's rows as JSON objects, of these columns and the {@code id}. */
    String table();

    /** SQL that selects the id of a row and what became of it, in the order of the row's versions; empty when that is not recorded. */
    default Optional<String> history() {
        return Optional.empty();
    }

    /** What became of a row of the table by an event of the log, in the words of the history. */
    default List<String> changes(LogRow row) {
        return List.of();
    }

    /** Whether a row of the table matches the replica's columns. */
    default boolean matches(Map<String, JsonValue> known, Map<String, JsonValue> row) {
        return known.equals(row);
    }
}
