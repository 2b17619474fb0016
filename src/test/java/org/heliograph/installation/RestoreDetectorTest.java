package org.heliograph.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreDetectorTest {
    /** The time of the database stands still in a transaction. */
    private static final String MARKED_NOW = "select count(*) from node_mark"
            + " where written_at = cast(current_timestamp as timestamp(3) with time zone)";

    /** A node of an installation, which looks at the database every second. */
    private static final class Node {
        private final Installation installation;
        private final RestoreDetector detector;

        Node(SqlTemplate sql) {
            installation = InstallationTest.opened(sql);
            detector = new RestoreDetector(sql, installation);
            detector.mark();
        }

        /** @return whether the log has another epoch */
        boolean second() {
            boolean restored = detector.look();
            detector.mark();
            detector.settle();
            return restored;
        }
    }

    private static SqlTemplate empty(TestDatabase database) {
        database.sql().update("delete from installation");
        database.sql().update("delete from node_mark");
        return database.sql();
    }

    /** A backup of the tables that matter here. */
    private static Runnable backup(SqlTemplate sql) {
        record Row(String node, long mark) {}
        String epoch = sql.query("select epoch from installation", row -> row.text("epoch"))
                .get(0);
        var rows = sql.query("select node, mark from node_mark", row -> new Row(row.text("node"), row.bigint("mark")));
        return () -> {
            sql.update("update installation set epoch = ?", epoch);
            sql.update("delete from node_mark");
            rows.forEach(row -> sql.update(
                    "insert into node_mark (node, mark, written_at) values (?, ?, current_timestamp)",
                    row.node(),
                    row.mark()));
        };
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nothingIsNoticedWhileNothingIsLost(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        String epoch = one.installation.epoch();
        Node other = new Node(sql);

        for (int seconds = 0; seconds < 5; seconds++) {
            assertThat(one.second()).isFalse();
            assertThat(other.second()).isFalse();
            assertThat(one.detector.isIntact()).isTrue();
        }

        assertThat(one.installation.epoch()).isEqualTo(epoch);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyNodeNoticesARestoreOnceAndTheyAgreeOnTheEpoch(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        Node other = new Node(sql);
        Runnable restore = backup(sql);
        one.second();
        other.second();
        String epoch = one.installation.epoch();

        restore.run();
        assertThat(one.detector.isIntact()).isFalse();

        assertThat(one.second()).isTrue();
        assertThat(other.second()).isTrue();
        assertThat(one.installation.epoch()).isGreaterThan(epoch).isEqualTo(other.installation.epoch());
        assertThat(one.second()).isFalse();
        assertThat(other.second()).isFalse();
        assertThat(one.detector.isIntact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRestoreThatCouldNotBeDealtWithYetBeginsNoOtherEpoch(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        Runnable restore = backup(sql);
        one.second();
        restore.run();
        assertThat(one.detector.look()).isTrue();
        String epoch = one.installation.epoch();

        assertThat(one.detector.look()).isFalse();
        assertThat(one.detector.isIntact()).isFalse();

        one.detector.settle();
        assertThat(one.second()).isFalse();
        assertThat(one.installation.epoch()).isEqualTo(epoch);
        assertThat(one.detector.isIntact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherLossBeginsAnotherEpochAlsoWhileTheFirstIsBeingDealtWith(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        Runnable first = backup(sql);
        one.second();
        first.run();
        assertThat(one.detector.look()).isTrue();
        one.detector.mark();
        String epoch = one.installation.epoch();
        Runnable second = backup(sql);
        assertThat(one.detector.look()).isFalse();
        one.detector.mark();

        second.run();

        assertThat(one.detector.look()).isTrue();
        assertThat(one.installation.epoch()).isGreaterThan(epoch);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLossIsNoticedAgainWhenItsEpochCouldNotBegin(TestDatabase database) {
        SqlTemplate sql = empty(database);
        AtomicBoolean away = new AtomicBoolean();
        Installation installation = new Installation(sql, Clock.systemUTC()) {
            @Override
            public void renewEpoch() {
                if (away.get()) {
                    throw new DatabaseException(new SQLException("away", "08006"));
                }
                super.renewEpoch();
            }
        };
        installation.open("key");
        RestoreDetector detector = new RestoreDetector(sql, installation);
        detector.mark();
        Runnable restore = backup(sql);
        detector.look();
        detector.mark();
        String epoch = installation.epoch();
        restore.run();
        away.set(true);
        assertThatThrownBy(detector::look).isInstanceOf(DatabaseException.class);
        assertThat(detector.isIntact()).isFalse();
        away.set(false);

        assertThat(detector.look()).isTrue();

        assertThat(installation.epoch()).isGreaterThan(epoch);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aBackupFromBeforeTheStartOfANodeAndFromBeforeTheEpochIsNoticed(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        Runnable restore = backup(sql);
        one.installation.renewEpoch();
        Node late = new Node(sql);
        String epoch = late.installation.epoch();

        restore.run();

        assertThat(late.second()).isTrue();
        assertThat(late.installation.epoch()).isGreaterThan(epoch);
        assertThat(one.second()).isTrue();
        assertThat(one.installation.epoch()).isEqualTo(late.installation.epoch());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRestoreIsNoticedHoweverMuchIsCommittedBeforeTheNextLook(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node cutOff = new Node(sql);
        Runnable restore = backup(sql);
        cutOff.second();
        restore.run();
        Node newcomer = new Node(sql);
        for (int seconds = 0; seconds < 100; seconds++) {
            newcomer.second();
        }

        assertThat(cutOff.second()).isTrue();
        assertThat(newcomer.second()).as("it was there since").isTrue();
        assertThat(newcomer.installation.epoch()).isEqualTo(cutOff.installation.epoch());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void marksAreTimedAndDeletedByTheClockOfTheDatabase(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation installation = InstallationTest.opened(sql);
        database.rolledBack(() -> {
            mark(sql, "running", 29);
            mark(sql, "ended", 31);
            RestoreDetector detector = new RestoreDetector(sql, installation);

            detector.mark();
            assertThat(sql.query(
                            "select node from node_mark where node in ('running', 'ended')", row -> row.text("node")))
                    .containsExactly("running");
            assertThat(database.number(MARKED_NOW)).as("inserted").isEqualTo(1);

            sql.update("update node_mark set written_at = written_at - interval '1' day");
            detector.mark();
            assertThat(database.number(MARKED_NOW)).as("raised").isEqualTo(1);
        });
    }

    private static void mark(SqlTemplate sql, String node, int days) {
        sql.update(
                "insert into node_mark (node, mark, written_at) values (?, 1, current_timestamp - interval '" + days
                        + "' day)",
                node);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEpochThatAnotherNodeHasBegunIsTaken(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        Node other = new Node(sql);
        other.detector.renewEpoch();

        assertThat(one.second()).isTrue();
        assertThat(one.installation.epoch()).isEqualTo(other.installation.epoch());
        other.detector.mark();
        assertThat(other.second()).isFalse();
        assertThat(one.second()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "POSTGRESQL")
    void aPromotedStandbyIsNoticedAlthoughNoMarkIsLost(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Node one = new Node(sql);
        Node other = new Node(sql);
        String epoch = one.installation.epoch();
        // as if what the row says had been written on another timeline
        sql.update(
                "update installation set database_identity = replace(database_identity, '/00000001/', '/00000002/')");

        assertThat(one.second()).isTrue();
        assertThat(other.second()).isTrue();
        assertThat(one.installation.epoch()).isGreaterThan(epoch).isEqualTo(other.installation.epoch());
        assertThat(one.second()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "POSTGRESQL")
    void aDumpThatWasRestoredWhileNoNodeWasRunningBeginsAnotherEpoch(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation before = InstallationTest.opened(sql);
        assertThat(InstallationTest.opened(sql).epoch()).as("after a restart").isEqualTo(before.epoch());
        sql.update("update installation set database_identity = '1/00000001/2/3'");

        Installation after = InstallationTest.opened(sql);

        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(InstallationTest.opened(sql).epoch()).isEqualTo(after.epoch());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAdministratorMaySayThatTheDatabaseWasRestored(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation before = InstallationTest.opened(sql);
        sql.update("update installation set database_identity = 'restored'");

        Installation after = InstallationTest.opened(sql);

        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(InstallationTest.opened(sql).epoch()).isEqualTo(after.epoch());
    }
}
