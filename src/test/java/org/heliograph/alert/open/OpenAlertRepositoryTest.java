package org.heliograph.alert.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.persistence.PlanRecorder;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAlertRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private static final String MANY =
            "insert into alert (id, site, severity, message, status, source, created_at, updated_at)"
                    + " select md5(cast(i as text)), 'site-' || i % 53, (array['critical', 'warning', 'info'])[1 + i % 3], 'Fan slow',"
                    + " case when i % 5 = 0 then 'open' else 'resolved' end, 'zabbix', now() - i * interval '1 second', now()"
                    + " from generate_series(1, 30000) i";

    @ParameterizedTest
    @EnumSource
    void worstComeFirstAndThenTheNewest(TestDatabase database) {
        database.rolledBack(() -> {
            SqlTemplate sql = database.sql();
            sql.update("update alert set status = 'resolved'");
            alert(sql, "old-critical", "critical", "acknowledged", 500);
            alert(sql, "info", "info", "open", 1);
            alert(sql, "new-critical", "critical", "open", 50);
            alert(sql, "over", "critical", "resolved", 1);
            alert(sql, "warning", "warning", "open", 3);

            List<OpenAlert> alerts = repository(sql).read().alerts();

            assertThat(alerts)
                    .extracting(OpenAlert::json)
                    .extracting(json -> json.replaceAll("\\{\"id\":\"([^\"]*).*", "$1"))
                    .containsExactly("new-critical", "old-critical", "warning", "info");
        });
    }

    @Test
    void manyAlertsAreReadInTheOrderOfAnIndex() {
        TestDatabase.POSTGRESQL.rolledBack(() -> {
            SqlTemplate sql = TestDatabase.POSTGRESQL.sql();
            sql.update(MANY);
            sql.update("analyze alert");
            PlanRecorder recorder = new PlanRecorder(sql);

            repository(recorder).read();

            assertThat(recorder.plans())
                    .hasSize(2)
                    .allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan"));
        });
    }

    private static OpenAlertRepository repository(SqlTemplate sql) {
        return new OpenAlertRepository(sql, new EventLog() {
            @Override
            public long position(Topic topic) {
                return 7;
            }

            @Override
            public String epoch() {
                return "0001";
            }
        });
    }

    private static void alert(SqlTemplate sql, String id, String severity, String status, int secondsAgo) {
        sql.update(
                "insert into alert (id, site, severity, message, status, source, created_at, updated_at)"
                        + " values (?, 'S1', ?, 'Fan slow', ?, 'zabbix', ?, ?)",
                id,
                severity,
                status,
                NOW.minusSeconds(secondsAgo),
                NOW);
    }
}
