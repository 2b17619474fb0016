package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.machine.CohortRepository.Cohort;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CohortRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private TestDatabase database;
    private CohortRepository cohorts;

    @ParameterizedTest
    @EnumSource
    void machinesWithoutACohortAreTakenIntoOne(TestDatabase database) {
        in(database, () -> {
            machine("m1", "online", NOW.minusSeconds(5));
            machine("m2", "offline", NOW.minusSeconds(5000));

            assertThat(cohorts.admit(NOW)).isEqualTo(2);
            assertThat(cohorts.admit(NOW)).isZero();

            assertThat(cohortOf("m1")).isPositive().isEqualTo(cohortOf("m2"));
            assertThat(cohorts.count(cohortOf("m1"))).isEqualTo(new Cohort(cohortOf("m1"), 2, NOW.minusSeconds(5)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void cohortIsDueWhenAMachineMayBeSilentAndNotBefore(TestDatabase database) {
        in(database, () -> {
            machine("m1", "online", NOW.minusSeconds(30));
            cohorts.admit(NOW);
            Instant silent = NOW.minusSeconds(30).plus(Duration.ofMinutes(3));

            assertThat(dueAt(silent)).isEmpty();
            assertThat(dueAt(silent.plusMillis(1))).containsExactly(cohortOf("m1"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void silentNewcomerMakesItsCohortDue(TestDatabase database) {
        in(database, () -> {
            machine("m1", "online", NOW);
            cohorts.admit(NOW);
            assertThat(dueAt(NOW)).isEmpty();

            machine("m2", "online", NOW.minusSeconds(600));
            cohorts.admit(NOW);

            assertThat(dueAt(NOW)).containsExactly(cohortOf("m2"));
            assertThat(cohortOf("m2")).isEqualTo(cohortOf("m1"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void cohortWhoseMachinesAreWellRests(TestDatabase database) {
        in(database, () -> {
            machine("m1", "online", NOW.minusSeconds(600));
            cohorts.admit(NOW);
            long cohort = cohortOf("m1");
            sql("update machine set last_seen = ? where id = ?", NOW.minusSeconds(20), "m1");

            cohorts.record(List.of(cohorts.count(cohort)), NOW);

            assertThat(dueAt(NOW)).isEmpty();
            assertThat(dueAt(NOW.plusSeconds(161))).containsExactly(cohort);
        });
    }

    @ParameterizedTest
    @EnumSource
    void machineThatComesBackWithALateHeartbeatIsFoundInTime(TestDatabase database) {
        in(database, () -> {
            machine("m1", "offline", NOW.minusSeconds(5000));
            cohorts.admit(NOW);
            sql("update machine set status = 'online', last_seen = ? where id = ?", NOW.minusSeconds(15), "m1");

            assertThat(dueAt(NOW.minusSeconds(15).plus(Duration.ofMinutes(3)).plusMillis(1)))
                    .containsExactly(cohortOf("m1"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void ephemeralMachineWithoutAHeartbeatCountsFromItsCreation(TestDatabase database) {
        in(database, () -> {
            machine("m1", "pending", null);
            sql("update machine set ephemeral = true where id = ?", "m1");
            cohorts.admit(NOW);

            assertThat(cohorts.count(cohortOf("m1")).oldestSeen()).isEqualTo(NOW.minusSeconds(9999));
        });
    }

    @ParameterizedTest
    @EnumSource
    void timesOfAClockThatWasSetBackAreCorrected(TestDatabase database) {
        in(database, () -> {
            Instant future = NOW.plus(Duration.ofHours(5));
            machine("m1", "online", future);
            cohorts.admit(future);
            long cohort = cohortOf("m1");
            assertThat(dueAt(NOW)).containsExactly(cohort);

            cohorts.correctFutureTimes(cohort, NOW);
            cohorts.record(List.of(cohorts.count(cohort)), NOW);

            assertThat(cohorts.count(cohort).oldestSeen()).isEqualTo(NOW);
            assertThat(dueAt(NOW)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void emptyCohortIsDeletedAndAFullOneTakesNoMore(TestDatabase database) {
        in(database, () -> {
            machine("m1", "online", NOW.minusSeconds(600));
            cohorts.admit(NOW);
            long first = cohortOf("m1");
            sql("update machine_cohort set members = 1000 where id = ?", first);
            machine("m2", "online", NOW);
            cohorts.admit(NOW);
            assertThat(cohortOf("m2")).isNotEqualTo(first);
            sql("delete from machine where id = ?", "m1");

            cohorts.record(List.of(cohorts.count(first)), NOW);

            assertThat(dueAt(NOW.plusSeconds(9999))).containsExactly(cohortOf("m2"));
        });
    }

    private List<Long> dueAt(Instant now) {
        return cohorts.due(now.minus(Duration.ofMinutes(3)), now, 0, 10);
    }

    private void in(TestDatabase chosen, Runnable work) {
        database = chosen;
        cohorts = new CohortRepository(chosen.sql());
        chosen.rolledBack(() -> {
            sql("insert into organization (id, name, created_at) values (?, ?, ?)", "cohorts", "Cohorts", NOW);
            work.run();
        });
    }

    private void machine(String id, String status, Instant lastSeen) {
        sql(
                "insert into machine (id, org_id, name, status, last_seen, created_at, updated_at)"
                        + " values (?, 'cohorts', ?, ?, cast(? as timestamp(3) with time zone), ?, ?)",
                id,
                id,
                status,
                lastSeen,
                NOW.minusSeconds(9999),
                NOW.minusSeconds(9999));
    }

    private void sql(String statement, Object... parameters) {
        database.sql().update(statement, parameters);
    }

    private long cohortOf(String id) {
        return database.sql()
                .query("select cohort from machine where id = ?", row -> row.bigint("cohort"), id)
                .get(0);
    }
}
