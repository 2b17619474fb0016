package org.heliograph.uptime.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that come and go on one database. */
class ServerAvailabilityTest {
    private static final Instant FIRST = Instant.parse("2026-03-17T10:00:00Z");
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());

    private final MovableClock clock = new MovableClock(FIRST);

    @ParameterizedTest
    @EnumSource
    void aServerThatRunsWasNeverAway(TestDatabase database) {
        ServerAvailability node = begin(database, FIRST);

        for (int second = 0; second < 100; second++) {
            clock.move(Duration.ofSeconds(second % 14));
            node.goOn();
        }

        assertThat(absences(database.sql())).isEmpty();
        assertThat(node.backSince()).isEqualTo(FIRST);
        assertThat(node.startedAt()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void aStartAfterMoreThanThreeSecondsFindsThatTheServerWasAway(TestDatabase database) {
        begin(database, FIRST);
        clock.move(Duration.ofSeconds(4));

        ServerAvailability next = new ServerAvailability(database.sql(), DEFAULTS, clock);
        next.begin();

        assertThat(absences(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(4));
        assertThat(next.backSince()).isEqualTo(FIRST.plusSeconds(4));
    }

    @ParameterizedTest
    @EnumSource
    void theServerIsNotBackBeforeTheNodeThatStartsCanBeReached(TestDatabase database) {
        begin(database, FIRST);
        clock.move(Duration.ofSeconds(30));
        ServerAvailability next = new ServerAvailability(database.sql(), DEFAULTS, clock);
        next.begin();
        clock.move(Duration.ofSeconds(12));
        assertThat(next.startedAt()).isEqualTo(clock.instant());

        next.goOn();
        clock.move(Duration.ofSeconds(1));
        next.goOn();

        assertThat(absences(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(42));
        assertThat(next.backSince()).isEqualTo(FIRST.plusSeconds(42));
        assertThat(next.startedAt()).isEqualTo(FIRST.plusSeconds(42));
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatIsHeldUpForLongWasAwayToo(TestDatabase database) {
        ServerAvailability node = begin(database, FIRST);
        clock.move(Duration.ofSeconds(16));

        node.goOn();

        assertThat(absences(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(16));
        assertThat(node.startedAt()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void whileOneNodeIsThereAnotherOnesRestartIsNoAbsence(TestDatabase database) {
        ServerAvailability stays = begin(database, FIRST);
        clock.move(Duration.ofSeconds(10));
        stays.goOn();
        clock.move(Duration.ofSeconds(1));
        ServerAvailability restarted = new ServerAvailability(database.sql(), DEFAULTS, clock);

        restarted.begin();
        restarted.goOn();

        assertThat(absences(database.sql())).isEmpty();
        assertThat(restarted.startedAt()).isEqualTo(FIRST.plusSeconds(11));
        assertThat(restarted.backSince()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeWhoseClockIsBehindTurnsNothingBack(TestDatabase database) {
        begin(database, FIRST.plusSeconds(60));
        clock.moveTo(FIRST);

        new ServerAvailability(database.sql(), DEFAULTS, clock).begin();

        assertThat(absences(database.sql())).isEmpty();
        assertThat(database.sql().query("select seen_at from server_presence", row -> row.time("seen_at")))
                .containsExactly(FIRST.plusSeconds(60));
    }

    /** The first node of all. */
    private ServerAvailability begin(TestDatabase database, Instant now) {
        database.sql().update("delete from server_absence");
        database.sql().update("update server_presence set seen_at = ?, back_since = ?", now, now);
        clock.moveTo(now);
        ServerAvailability node = new ServerAvailability(database.sql(), DEFAULTS, clock);
        node.begin();
        node.goOn();
        return node;
    }

    private static List<String> absences(SqlTemplate sql) {
        return sql.query(
                "select from_at, to_at from server_absence order by from_at",
                row -> row.time("from_at") + " to " + row.time("to_at"));
    }
}
