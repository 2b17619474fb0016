package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statement of migration V5 that finds since when monitors are down, on both databases. */
class DownSinceMigrationTest {
    private static final Instant PULSE = Instant.parse("2026-03-17T10:00:00.123Z");

    @ParameterizedTest
    @EnumSource
    void monitorThatIsDownIsSoFromWhenItsPulseWasDue(TestDatabase database) throws IOException {
        String down = database.monitor(90, 0, 0, PULSE);
        String up = database.monitor(90, 0, 0, PULSE);
        String state = "update monitor_state set status = ?, last_pulse_at = ?, down_since = null where monitor_id = ?";
        database.sql().update(state, "down", PULSE, down);
        database.sql().update(state, "up", PULSE, up);

        database.sql().update(statement());

        String since = "select down_since from monitor_state where monitor_id = ?";
        assertThat(database.sql().query(since, row -> row.time("down_since"), down))
                .containsExactly(PULSE.plusSeconds(90));
        assertThat(database.sql().query(since, row -> row.time("down_since"), up))
                .containsExactly((Instant) null);
    }

    private static String statement() throws IOException {
        try (InputStream script =
                DownSinceMigrationTest.class.getResourceAsStream("/db/migration/V5__failure_reports.sql")) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            int start = sql.indexOf("update monitor_state set down_since");
            return sql.substring(start, sql.indexOf(';', start));
        }
    }
}
