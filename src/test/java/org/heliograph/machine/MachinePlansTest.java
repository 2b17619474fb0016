package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.event.Timestamps;
import org.heliograph.machine.data.DashboardQuery;
import org.heliograph.machine.heartbeat.HeartbeatRepository;
import org.heliograph.machine.heartbeat.LastSeen;
import org.heliograph.persistence.PlanRecorder;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** What PostgreSQL does with a hundred thousand machines; src/bench/machines.sh does the same with a million. */
class MachinePlansTest {
    private static final int MACHINES = 100_000;
    private static final int HEARTBEATS = 6_000;

    private static final String INSERT =
            "insert into machine (id, org_id, name, os, version, status, node_key_hash, last_seen,"
                    + " created_at, updated_at, cohort) select md5(cast(i as text)), case when i % 10 < 7 then 'fleet' else 'org-' || i % 30 end,"
                    + " 'machine-' || i, 'Linux', '1.4.2', case when i % 20 < 19 then 'online' else 'offline' end, md5('key' || i), now(),"
                    + " now(), now(), 1000001 + i / 1000 from generate_series(1, " + MACHINES + ") i";

    private final Instant now = Timestamps.now(Clock.systemUTC());
    private final SqlTemplate sql = TestDatabase.POSTGRESQL.sql();
    private final PlanRecorder recorder = new PlanRecorder(sql);

    @Test
    void nothingPeriodicScansAllMachinesAndHeartbeatsWriteNoIndex() {
        TestDatabase.POSTGRESQL.rolledBack(() -> {
            createMachines();

            runCleanupQueries();
            recorder.query(
                    SilentMachineRepository.SELECT.formatted(500).replaceAll("\\?\\d", "?"),
                    row -> row.text("id"),
                    1_000_050L,
                    now.minusSeconds(180));
            new DashboardQuery(recorder, Clock.systemUTC()).read("fleet");
            readPages();
            writeHeartbeats();

            assertThat(recorder.plans())
                    .hasSizeGreaterThan(12)
                    .allSatisfy(plan -> assertThat(plan).doesNotContainPattern("Seq Scan on machine\\b(?!_)"));
            assertThat(shareOfUpdatesThatWriteNoIndex()).isGreaterThanOrEqualTo(0.95);
        });
    }

    private void createMachines() {
        sql.update("insert into organization (id, name, created_at) values ('fleet', 'Fleet', now())");
        sql.update("insert into organization (id, name, created_at)"
                + " select 'org-' || i, 'Organisation', now() from generate_series(0, 29) i");
        sql.update(INSERT);
        sql.update("insert into machine_cohort (id, members, oldest_seen)"
                + " select i, 1000, now() - interval '1 hour' from generate_series(1000001, 1000101) i");
        sql.update("insert into machine_count (org_id, status, delta)"
                + " select org_id, status, count(*) from machine group by org_id, status");
        sql.update("update machine set cohort = 0 where name = 'machine-77'");
        sql.update("analyze machine");
    }

    private void runCleanupQueries() {
        CohortRepository cohorts = new CohortRepository(recorder);
        assertThat(cohorts.admit(now)).isEqualTo(1);
        List<Long> due = cohorts.due(now.minus(Duration.ofMinutes(3)), now, 0, SilentMachineRepository.COHORTS);
        assertThat(due).hasSize(SilentMachineRepository.COHORTS);
        for (long cohort : due) {
            cohorts.correctFutureTimes(cohort, now);
            cohorts.record(List.of(cohorts.count(cohort)), now);
        }
    }

    /** What the data API sends for the pages of the dashboard, for its requests by name and status, and for the next page by name. */
    private void readPages() {
        for (String query : List.of(
                "org_id in ('fleet') order by id",
                "org_id in ('fleet') order by name, id",
                "org_id in ('fleet') and name > 'machine-7' order by name, id",
                "org_id in ('fleet') and name = 'machine-777' order by id",
                "org_id in ('fleet') and status = 'offline' order by id",
                "org_id in ('fleet') and status = 'offline' order by name, id",
                "org_id in ('org-7') order by name, id",
                "org_id in ('fleet', 'org-7') and id = 'x' order by id")) {
            recorder.query(
                    "select * from machine where " + query + " offset 0 rows fetch first 1000 rows only",
                    row -> row.text("id"));
        }
    }

    private void writeHeartbeats() {
        HeartbeatRepository heartbeats = new HeartbeatRepository(recorder);
        heartbeats.findByNodeKey("unknown");
        List<LastSeen> seen = IntStream.rangeClosed(1, HEARTBEATS)
                .mapToObj(i -> new LastSeen(machineId(i * (MACHINES / HEARTBEATS)), now.plusSeconds(30)))
                .toList();
        heartbeats.writeLastSeen(seen);
    }

    private String machineId(int number) {
        return sql.query("select md5(cast(? as text)) as id", row -> row.text("id"), "" + number)
                .get(0);
    }

    /** Of the updates in this transaction; those of PostgreSQL that it calls HOT. */
    private double shareOfUpdatesThatWriteNoIndex() {
        return sql.query(
                        "select n_tup_hot_upd * 1.0 / n_tup_upd as share from pg_stat_xact_user_tables"
                                + " where relname = 'machine' and n_tup_upd > " + HEARTBEATS / 2,
                        row -> row.number("share"))
                .get(0);
    }
}
