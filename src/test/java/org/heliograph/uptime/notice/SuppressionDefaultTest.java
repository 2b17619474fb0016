package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuppressionDefaultTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void defaultIsTheSameInTheDatabaseAndInTheEntity(TestDatabase database) {
        boolean inEntity = new Incident("i", "p", NOW).isSuppressNotifications();

        for (String table : List.of("incident", "maintenance")) {
            List<Boolean> stored = database.sql()
                    .query(
                            "select column_default from information_schema.columns"
                                    + " where lower(table_name) = ? and lower(column_name) = 'suppress_notifications'",
                            row -> Boolean.valueOf(row.text("column_default")),
                            table);
            assertThat(stored).as(table).containsExactly(inEntity);
        }
    }
}
