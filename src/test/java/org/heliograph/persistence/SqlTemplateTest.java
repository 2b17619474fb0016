package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlTemplateTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void instantInAnAmbiguousLocalHourIsStoredUnchanged(TestDatabase database) {
        Instant second = Instant.parse("2026-10-25T01:30:00Z");

        String id = database.monitor(60, 0, 0, second);

        assertThat(database.sql()
                        .query("select created_at from monitor where id = ?", row -> row.time("created_at"), id))
                .containsExactly(second);
    }
}
