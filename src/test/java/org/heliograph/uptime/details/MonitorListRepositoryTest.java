package org.heliograph.uptime.details;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ListWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorListRepositoryTest {
    private static final Instant NOW = Instant.parse("2027-03-17T10:30:00Z");

    /** In the names of the monitors of this test; others are in the database too. */
    private final String mark = UUID.randomUUID().toString();

    private SqlTemplate sql;
    private MonitorListRepository list;

    @ParameterizedTest
    @EnumSource
    void sortsAllMonitorsThatMatchAndReadsSomeOfThem(TestDatabase database) {
        database.rolledBack(() -> sortsAndReads(database));
    }

    private void sortsAndReads(TestDatabase database) {
        sql = database.sql();
        list = new MonitorListRepository(sql, new NaturalOrder(sql));
        String ten = monitor(database, "Web 10", "up", NOW.minusSeconds(10), 99.5);
        String two = monitor(database, "web 2", "down", NOW.minusSeconds(20), 50.0);
        String silent = monitor(database, "Web 3", "pending", null, null);
        String stale = monitor(database, "Web 4", "up", NOW.minusSeconds(900), 99.9);

        assertThat(sorted("", "name")).containsExactly(two, silent, stale, ten);
        assertThat(sorted("", "-name")).containsExactly(ten, stale, silent, two);
        assertThat(sorted("", "state")).containsExactly(two, stale, silent, ten);
        assertThat(sorted("", "last_pulse")).containsExactly(stale, two, ten, silent);
        assertThat(sorted("", "-last_pulse")).containsExactly(ten, two, stale, silent);
        assertThat(sorted("", "-uptime")).containsExactly(stale, ten, two, silent);
        assertThat(sorted("unknown", "name")).containsExactly(stale);
        assertThat(list.sort("", window("name"), NOW).all())
                .isEqualTo((long) database.number("select count(*) from monitor"));
        assertThat(list.find(List.of(two, "none", ten))).containsOnlyKeys(two, ten);
        assertThat(list.find(List.of(two)).get(two).name()).isEqualTo("web 2 " + mark);
        assertThat(list.find(List.of())).isEmpty();
    }

    private List<String> sorted(String state, String sort) {
        return list.sort(state, window(sort), NOW.minusSeconds(60)).ids();
    }

    private ListWindow window(String sort) {
        return new ListWindow(List.of(mark), sort.replace("-", ""), sort.startsWith("-"), 0, 50);
    }

    private String monitor(TestDatabase database, String name, String status, Instant pulse, Double uptime) {
        String id = database.monitor(60, 1, 0, NOW.minusSeconds(3_600));
        sql.update("update monitor set name = ? where id = ?", name + " " + mark, id);
        sql.update(
                "update monitor_state set status = ?, last_pulse_at = ?, uptime24h = ? where monitor_id = ?",
                status,
                pulse,
                uptime,
                id);
        return id;
    }
}
