package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.operations.system.SystemReportRepository.Row;
import org.heliograph.operations.system.SystemReportRepository.SignOfLife;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemReportRepositoryTest {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final HealthState OK = new HealthState("ok", true, List.of(), null);

    private final List<String> published = new ArrayList<>();
    private SqlTemplate sql;
    private SystemReportRepository repository;

    private void open(TestDatabase database) {
        sql = database.sql();
        sql.update("delete from node_status");
        repository = new SystemReportRepository(
                sql,
                new EventLog() {
                    @Override
                    public void publish(Topic topic, String event, JsonObject payload) {
                        published.add(topic.channelName().orElseThrow() + " " + payload.getString("node") + " "
                                + payload.getString("status"));
                    }
                },
                SILENCE);
    }

    /** The tests of others read the same table. */
    @AfterEach
    void clear() {
        sql.update("delete from node_status");
    }

    private static SignOfLife sign(String instance, String node) {
        return new SignOfLife(instance, node, OK, "{}");
    }

    private static SystemEvent event(long ordinal) {
        return SystemEvent.health(ordinal, "a", OK, "starting", Instant.EPOCH);
    }

    /** The node has written nothing for a time. */
    private void age(String instance, String interval) {
        sql.update("update node_status set seen_at = seen_at - interval " + interval + " where instance = ?", instance);
    }

    private Row row(String instance) {
        return repository.all().stream()
                .filter(row -> row.instance().equals(instance))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEventIsPublishedOnceHoweverOftenItIsWritten(TestDatabase database) {
        open(database);

        repository.write(sign("1", "a"), List.of(event(1), event(2)));
        repository.write(sign("1", "a"), List.of(event(1), event(2), event(3)));
        repository.write(sign("1", "a"), List.of());

        assertThat(published).hasSize(3).containsOnly("system:health a ok");
        assertThat(repository.all()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRowHasTheNewestFigures(TestDatabase database) {
        open(database);

        for (String figures : List.of("{\"sockets\":1}", "{\"sockets\":2}")) {
            repository.write(new SignOfLife("1", "a", OK, figures), List.of());
            assertThat(row("1").figures()).isEqualTo(figures);
        }

        assertThat(row("1").name()).isEqualTo("a");
        assertThat(row("1").status()).isEqualTo("ok");
        assertThat(row("1").isOlderThan(SILENCE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSilentNodeKeepsItsLastFigures(TestDatabase database) {
        open(database);
        repository.write(new SignOfLife("2", "b", OK, "{\"sockets\":7}"), List.of());
        age("2", "'20' second");

        repository.reportSilent(row("2"));

        assertThat(row("2").silent()).isTrue();
        assertThat(row("2").figures()).isEqualTo("{\"sockets\":7}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofSeveralNodesThatMissOneTheFirstReportsIt(TestDatabase database) {
        open(database);
        repository.write(sign("1", "a"), List.of());
        repository.write(sign("2", "b"), List.of());
        age("2", "'20' second");
        Row silent = row("2");
        assertThat(silent.isOlderThan(SILENCE)).isTrue();

        repository.reportSilent(silent);
        repository.reportSilent(silent);

        assertThat(published).containsExactly("system:health b silent", "system:alerts b firing");
        assertThat(row("2").silent()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatHasWrittenMeanwhileIsNotReported(TestDatabase database) {
        open(database);
        repository.write(sign("2", "b"), List.of());
        age("2", "'20' second");
        Row silent = row("2");
        repository.write(sign("2", "b"), List.of());

        repository.reportSilent(silent);

        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatStoodStillSaysThatItIsBack(TestDatabase database) {
        open(database);
        repository.write(sign("2", "b"), List.of());
        age("2", "'20' second");
        repository.reportSilent(row("2"));
        published.clear();

        repository.write(sign("2", "b"), List.of());
        repository.write(sign("2", "b"), List.of());

        assertThat(published).containsExactly("system:health b ok", "system:alerts b resolved");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatWasStartedAgainEndsTheAlertOfTheOneBefore(TestDatabase database) {
        open(database);
        repository.write(sign("2", "b"), List.of());
        age("2", "'20' second");
        repository.reportSilent(row("2"));
        published.clear();

        repository.write(sign("3", "b"), List.of());

        assertThat(published).containsExactly("system:alerts b resolved");
        assertThat(repository.all()).extracting(Row::instance).containsExactly("3");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatWasStartedAgainInTimeIsNotMissed(TestDatabase database) {
        open(database);
        repository.write(sign("2", "b"), List.of());
        repository.write(sign("3", "b"), List.of());
        age("2", "'20' second");

        repository.reportSilent(row("2"));

        assertThat(published).isEmpty();
        assertThat(repository.all()).extracting(Row::instance).containsExactly("3");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatWasStartedAgainReplacesAnOldRowThatWasNotReportedAndPublishesNothing(TestDatabase database) {
        open(database);
        repository.write(sign("2", "b"), List.of());
        age("2", "'20' second");
        repository.write(sign("3", "b"), List.of());
        repository.write(sign("4", "b"), List.of());

        assertThat(published).isEmpty();
        assertThat(repository.all())
                .as("another living node of the same name stays")
                .extracting(Row::instance)
                .containsExactly("3", "4");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatStopsPublishesWhatIsLeftAndIsNotMissed(TestDatabase database) {
        open(database);
        repository.write(sign("1", "a"), List.of(event(1)));

        repository.end(
                "1", "a", List.of(event(1), SystemEvent.health(2, "a", HealthState.STOPPED, "ok", Instant.EPOCH)));

        assertThat(published).containsExactly("system:health a ok", "system:health a stopped");
        assertThat(repository.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatStopsBeforeItsFirstSignOfLifeLeavesNoRow(TestDatabase database) {
        open(database);

        repository.end("1", "a", List.of(event(1)));

        assertThat(published).containsExactly("system:health a ok");
        assertThat(repository.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNodeThatDoesNotComeBackIsExpectedForADay(TestDatabase database) {
        open(database);
        repository.write(sign("2", "b"), List.of());
        age("2", "'25' hour");
        repository.reportSilent(row("2"));
        published.clear();
        Row silent = row("2");
        assertThat(silent.silent() && silent.isOlderThan(SystemReportRepository.EXPECTED))
                .isTrue();

        repository.end(silent);
        repository.end(silent);

        assertThat(published).containsExactly("system:alerts b resolved");
        assertThat(repository.all()).isEmpty();
    }
}
