package org.heliograph.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.installation.RestoreDetector;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.persistence.TransactionCallbacks;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that start and stop on one database. */
class ServerAvailabilityTest {
    private static final Instant FIRST = Instant.parse("2026-03-17T10:00:00Z");
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());

    private final MovableClock clock = new MovableClock(FIRST);
    private boolean commitFails;
    private boolean intact = true;
    private final RestoreDetector detector = new RestoreDetector(null, null) {
        @Override
        public boolean isIntact() {
            return intact;
        }
    };
    private final TransactionCallbacks transaction = new TransactionCallbacks() {
        @Override
        public void afterCommit(Runnable action) {
            if (!commitFails) {
                action.run();
            }
        }
    };

    @ParameterizedTest
    @EnumSource
    void noOutageWhileTheServerRuns(TestDatabase database) {
        ServerAvailability node = start(database, FIRST);

        for (int second = 0; second < 100; second++) {
            clock.move(Duration.ofSeconds(second % 14));
            node.heartbeat();
        }

        assertThat(outages(database.sql())).isEmpty();
        assertThat(node.availableSince()).isEqualTo(FIRST);
        assertThat(node.startedAt()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void theTimeThatARestoredDatabaseLacksIsAnOutageInIt(TestDatabase database) {
        ServerAvailability node = start(database, FIRST);
        clock.move(Duration.ofHours(6));
        database.sql().update("update server_presence set seen_at = ?, back_since = ?", clock.instant(), FIRST);
        node.heartbeat();
        database.sql().update("update server_presence set seen_at = ?", FIRST.plusSeconds(60));
        intact = false;
        assertThat(node.availableSince()).as("before it is noticed").isEqualTo(clock.instant());

        node.heartbeat();
        node.discard();
        intact = true;

        assertThat(outages(database.sql()))
                .containsExactly(FIRST.plusSeconds(60) + " to " + FIRST.plus(Duration.ofHours(6)));
        assertThat(node.availableSince()).isEqualTo(FIRST.plus(Duration.ofHours(6)));
    }

    @ParameterizedTest
    @EnumSource
    void startAfterMoreThanThreeSecondsRecordsAnOutage(TestDatabase database) {
        start(database, FIRST);
        clock.move(Duration.ofSeconds(4));

        ServerAvailability next = new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock);
        next.started();

        assertThat(outages(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(4));
        assertThat(next.availableSince()).isEqualTo(FIRST.plusSeconds(4));
    }

    @ParameterizedTest
    @EnumSource
    void outageEndsWhenTheStartingNodeCanBeReached(TestDatabase database) {
        start(database, FIRST);
        clock.move(Duration.ofSeconds(30));
        ServerAvailability next = new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock);
        next.started();
        clock.move(Duration.ofSeconds(12));
        assertThat(next.startedAt()).isEqualTo(clock.instant());

        next.heartbeat();
        clock.move(Duration.ofSeconds(1));
        next.heartbeat();

        assertThat(outages(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(42));
        assertThat(next.availableSince()).isEqualTo(FIRST.plusSeconds(42));
        assertThat(next.startedAt()).isEqualTo(FIRST.plusSeconds(42));
    }

    @ParameterizedTest
    @EnumSource
    void nodeThatWasBlockedForLongRecordsAnOutage(TestDatabase database) {
        ServerAvailability node = start(database, FIRST);
        clock.move(Duration.ofSeconds(16));

        node.heartbeat();

        assertThat(outages(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(16));
        assertThat(node.startedAt()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void restartOfANodeIsNoOutageWhileAnotherRuns(TestDatabase database) {
        ServerAvailability stays = start(database, FIRST);
        clock.move(Duration.ofSeconds(10));
        stays.heartbeat();
        clock.move(Duration.ofSeconds(1));
        ServerAvailability restarted = new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock);

        restarted.started();
        restarted.heartbeat();

        assertThat(outages(database.sql())).isEmpty();
        assertThat(restarted.startedAt()).isEqualTo(FIRST.plusSeconds(11));
        assertThat(restarted.availableSince()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void nodeWithAClockBehindDoesNotMoveTheTimeBack(TestDatabase database) {
        start(database, FIRST.plusSeconds(60));
        clock.moveTo(FIRST);

        new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock).started();

        assertThat(outages(database.sql())).isEmpty();
        assertThat(database.sql().query("select seen_at from server_presence", row -> row.time("seen_at")))
                .containsExactly(FIRST.plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource
    void outageIsRecordedAfterAClockThatWasWrongHasBeenSetBack(TestDatabase database) {
        ServerAvailability wrong = start(database, FIRST.plusSeconds(3600));
        clock.moveTo(FIRST);
        wrong.heartbeat();
        clock.move(Duration.ofSeconds(1));
        wrong.heartbeat();
        assertThat(outages(database.sql())).isEmpty();
        assertThat(wrong.availableSince()).isEqualTo(FIRST);

        clock.move(Duration.ofSeconds(215));
        new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock).started();

        assertThat(outages(database.sql())).containsExactly(FIRST.plusSeconds(1) + " to " + FIRST.plusSeconds(216));
    }

    @ParameterizedTest
    @EnumSource
    void nodesWhoseClocksDifferByMinutesRecordNoOutages(TestDatabase database) {
        MovableClock ahead = new MovableClock(FIRST.plusSeconds(120));
        ServerAvailability one = start(database, FIRST);
        ServerAvailability other = new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, ahead);

        // at the start of the second one nobody can tell the difference from an outage
        other.heartbeat();
        database.sql().update("delete from server_outage");
        for (int second = 0; second < 20; second++) {
            clock.move(Duration.ofSeconds(1));
            ahead.move(Duration.ofSeconds(1));
            one.heartbeat();
            other.heartbeat();
        }

        assertThat(outages(database.sql())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void clockThatJumpsAheadIsAnOutage(TestDatabase database) {
        ServerAvailability node = start(database, FIRST);
        clock.move(Duration.ofMinutes(10));

        node.heartbeat();

        assertThat(node.availableSince()).isEqualTo(FIRST.plusSeconds(600));
    }

    @ParameterizedTest
    @EnumSource
    void outageWhoseCommitFailedIsRecordedByTheNextHeartbeat(TestDatabase database) {
        ServerAvailability node = start(database, FIRST);
        clock.move(Duration.ofMinutes(10));
        rolledBack(database, node::heartbeat);
        assertThat(outages(database.sql())).isEmpty();
        clock.move(Duration.ofSeconds(1));

        node.heartbeat();

        assertThat(outages(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(601));
        assertThat(node.availableSince()).isEqualTo(FIRST.plusSeconds(601));
    }

    @ParameterizedTest
    @EnumSource
    void outageBeforeTheStartEndsWithTheFirstHeartbeatThatCommits(TestDatabase database) {
        start(database, FIRST);
        clock.move(Duration.ofSeconds(30));
        ServerAvailability next = new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock);
        next.started();
        clock.move(Duration.ofSeconds(5));
        rolledBack(database, next::heartbeat);
        clock.move(Duration.ofSeconds(2));
        assertThat(next.startedAt()).isEqualTo(clock.instant());

        next.heartbeat();

        assertThat(outages(database.sql())).containsExactly(FIRST + " to " + FIRST.plusSeconds(37));
        assertThat(next.availableSince()).isEqualTo(FIRST.plusSeconds(37));
        assertThat(next.startedAt()).isEqualTo(FIRST.plusSeconds(37));
    }

    /** Executes work in a transaction that does not commit. */
    private void rolledBack(TestDatabase database, Runnable work) {
        commitFails = true;
        database.rolledBack(work);
        commitFails = false;
    }

    /** The first node ever. */
    private ServerAvailability start(TestDatabase database, Instant now) {
        database.sql().update("delete from server_outage");
        database.sql().update("update server_presence set seen_at = ?, back_since = ?", now, now);
        clock.moveTo(now);
        ServerAvailability node = new ServerAvailability(database.sql(), transaction, detector, DEFAULTS, clock);
        node.started();
        node.heartbeat();
        return node;
    }

    private static List<String> outages(SqlTemplate sql) {
        return sql.query(
                "select from_at, to_at from server_outage order by from_at",
                row -> row.time("from_at") + " to " + row.time("to_at"));
    }
}
