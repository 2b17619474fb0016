package org.heliograph.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");
    private static final String INSERT = "insert into alert (id, site, severity, message, status, source, created_at,"
            + " updated_at, resolved_at) values (?, ?, 'info', 'm', ?, 'people', ?, ?, ?)";

    private final String site = UUID.randomUUID().toString();

    private void alert(TestDatabase database, String status, int createdDaysAgo, Integer resolvedDaysAgo) {
        Instant created = NOW.minus(Duration.ofDays(createdDaysAgo));
        Instant resolved = resolvedDaysAgo == null ? null : NOW.minus(Duration.ofDays(resolvedDaysAgo));
        database.sql().update(INSERT, UUID.randomUUID().toString(), site, status, created, created, resolved);
    }

    private double left(TestDatabase database) {
        return database.number("select count(*) from alert where site = ?", site);
    }

    private static AlertRetention retention(TestDatabase database) {
        return new AlertRetention(database.sql(), new Configuration(name -> Optional.empty()), new MovableClock(NOW));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasResolvedAYearAgoGoesAndEverythingElseStays(TestDatabase database) {
        alert(database, "resolved", 500, 366);
        alert(database, "resolved", 500, 364);
        alert(database, "open", 500, null);
        alert(database, "acknowledged", 500, null);

        retention(database).purge();

        assertThat(left(database)).isEqualTo(3);
        assertThat(database.number("select count(*) from alert where site = ? and status = 'resolved'", site))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void allThatIsOldGoesHoweverMuchItIs(TestDatabase database) {
        IntStream.range(0, 1_001).forEach(i -> alert(database, "resolved", 400, 399));

        retention(database).purge();

        assertThat(left(database)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatItsSourceStillRepeatsStays(TestDatabase database) {
        alert(database, "resolved", 500, 400);
        database.sql().update("update alert set reported_at = ? where site = ?", NOW.minus(Duration.ofDays(364)), site);

        retention(database).purge();
        assertThat(left(database)).isEqualTo(1);

        database.sql().update("update alert set reported_at = ? where site = ?", NOW.minus(Duration.ofDays(366)), site);
        retention(database).purge();
        assertThat(left(database)).isZero();
    }
}
