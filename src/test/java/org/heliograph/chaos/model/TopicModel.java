package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a log is about: the frames that tell its rows, the writers' part in them, and the table that they amount to. */
public interface TopicModel {
    /** The log's name. */
    String topic();

    /** The frame in which those who resume must be told a row, to the byte. */
    String frame(LogRow row);

    /** The fact that a row tells; none for what comes from the server itself, or of what nobody was promised. */
    Optional<ExpectedEvent> expectedEvent(LogRow row);

    /**
     * Lets somebody who knows the table by its events hear of one more.
     *
     * @return whether it changes anything, as every event of a log does that is read from its beginning
     */
    boolean apply(LogRow row, Replica replica);

    /** Whether a row of the log or of the table is of those that are read; all are where nobody can choose. */
    default boolean includes(JsonObject row) {
        return true;
    }

    /** The columns of the table that are told. */
    Set<String> columns();

    /** SQL that selects the table's rows as JSON objects, of these columns and the {@code id}. */
    String table();

    /** Whether a row of the table may be as it is with what is known of it. */
    default boolean matches(Map<String, JsonValue> known, Map<String, JsonValue> row) {
        return known.equals(row);
    }
}
