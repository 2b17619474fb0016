package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void knowsWhichDatabaseItUses(TestDatabase database) {
        assertThat(database.sql().isPostgreSql()).isEqualTo(database == TestDatabase.POSTGRESQL);
        assertThat(database.sql().isEmbedded()).isEqualTo(database == TestDatabase.H2);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./heliograph;WRITE_DELAY=0, true",
        "jdbc:h2:~/heliograph, true",
        "jdbc:h2:tcp://localhost/heliograph, false",
        "jdbc:h2:ssl://localhost/heliograph, false",
        "jdbc:postgresql://localhost/heliograph, false"
    })
    void anH2OfAServerIsNotEmbedded(String url, boolean embedded) {
        assertThat(SqlTemplate.isEmbedded(url)).isEqualTo(embedded);
    }
}
