package org.heliograph.machine.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineCountMaintenanceTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private TestDatabase database;
    private MachineCountMaintenance counts;

    @ParameterizedTest
    @EnumSource
    void rowsAreReplacedByTheirSum(TestDatabase database) {
        in(database, () -> {
            count("online", 5);
            count("offline", 2);
            count("online", -3);
            count("offline", -2);

            counts.merge();
            counts.merge();

            assertThat(sums()).containsExactly(Map.entry("online", 2L));
            assertThat(rows("counts")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void machinesThatWereChangedPastTheApplicationAreCounted(TestDatabase database) {
        in(database, () -> {
            machine("m1", "online");
            machine("m2", "online");
            machine("m3", "offline");
            count("online", 1);
            count("pending", 4);

            counts.correct();
            counts.correct();

            assertThat(sums()).containsEntry("online", 2L).containsEntry("offline", 1L);
            assertThat(sums().getOrDefault("pending", 0L)).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreMergedHoweverManyOrganizationsHaveOneThatNeedsNoMerge(TestDatabase database) {
        in(database, () -> {
            List<Object[]> organizations = IntStream.rangeClosed(0, MachineCountMaintenance.STEP)
                    .mapToObj(number -> new Object[] {"counts-" + number, NOW})
                    .toList();
            database.sql()
                    .batch("insert into organization (id, name, created_at) values (?, 'Counts', ?)", organizations);
            database.sql()
                    .batch(
                            "insert into machine_count (org_id, status, delta) values (?, 'online', 3)",
                            organizations.stream()
                                    .map(row -> new Object[] {row[0]})
                                    .toList());
            count("online", 5);
            count("online", -2);
            count("offline", 1);
            count("offline", -1);

            MachineCountMaintenance.mergeAll(counts);

            assertThat(sums()).containsExactly(Map.entry("online", 3L));
            assertThat(rows("counts")).isEqualTo(1);
            assertThat(rows("counts-%")).isEqualTo(organizations.size());
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneRunMergesMoreThanOneTransactionTakes(TestDatabase database) {
        in(database, () -> {
            List<Object[]> changes = IntStream.range(0, 2 * MachineCountMaintenance.STEP)
                    .mapToObj(number -> new Object[] {"counts", number % 2 == 0 ? 3 : -2})
                    .toList();
            database.sql().batch("insert into machine_count (org_id, status, delta) values (?, 'online', ?)", changes);

            MachineCountMaintenance.mergeAll(counts);

            assertThat(sums()).containsExactly(Map.entry("online", (long) MachineCountMaintenance.STEP));
            assertThat(rows("counts")).isEqualTo(1);
        });
    }

    private double rows(String organization) {
        return database.number("select count(*) from machine_count where org_id like ?", organization);
    }

    private Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        database.sql()
                .query(
                        "select status, sum(delta) as n from machine_count where org_id = 'counts' group by status",
                        row -> sums.put(row.text("status"), row.bigint("n")));
        return sums;
    }

    private void in(TestDatabase chosen, Runnable work) {
        database = chosen;
        counts = new MachineCountMaintenance(chosen.sql());
        chosen.rolledBack(() -> {
            sql("insert into organization (id, name, created_at) values ('counts', 'Counts', ?)", NOW);
            work.run();
        });
    }

    private void machine(String id, String status) {
        sql(
                "insert into machine (id, org_id, name, status, created_at, updated_at) values (?, 'counts', ?, ?, ?, ?)",
                id,
                id,
                status,
                NOW,
                NOW);
    }

    private void count(String status, long delta) {
        sql("insert into machine_count (org_id, status, delta) values ('counts', ?, ?)", status, delta);
    }

    private void sql(String statement, Object... parameters) {
        database.sql().update(statement, parameters);
    }
}
