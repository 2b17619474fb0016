package org.heliograph.machine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.machine.history.MachineEventRepository.Age;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineEventRecorderTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");
    private static final Topic TOPIC = Topic.ofOrganization("events", "machines");

    private final MovableClock clock = new MovableClock(NOW);
    private final List<Publication> published = new ArrayList<>();
    private TestDatabase database;
    private MachineEventRepository events;
    private MachineEventRecorder recorder;

    @ParameterizedTest
    @EnumSource
    void eventsAreStoredWithTheNamesThatTheMachinesHadThen(TestDatabase database) {
        in(database, () -> {
            publish("INSERT", "{\"id\":\"m1\",\"name\":\"web\",\"status\":\"pending\",\"last_seen\":null}");
            publish("UPDATE", "{\"id\":\"m1\",\"status\":\"online\",\"last_seen\":\"2026-03-17T10:00:00.000Z\"}");
            publish("UPDATE", "{\"id\":\"m1\",\"name\":\"web-2\"}");
            publish("DELETE", "{\"id\":\"m1\"}");

            assertThat(recorder.copy("events")).isFalse();

            assertThat(events.read("events", Long.MAX_VALUE, 10))
                    .extracting(MachineEvent::seq, MachineEvent::name, MachineEvent::event, MachineEvent::status)
                    .containsExactly(
                            tuple(4L, "web-2", "DELETE", null),
                            tuple(3L, "web-2", "UPDATE", null),
                            tuple(2L, "web", "UPDATE", "online"),
                            tuple(1L, "web", "INSERT", "pending"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMachineFromBeforeTheFirstStoredEventHasItsPresentName(TestDatabase database) {
        in(database, () -> {
            machine("old");
            publish("UPDATE", "{\"id\":\"old\",\"status\":\"offline\"}");
            recorder.copy("events");

            assertThat(events.read("events", "old", Long.MAX_VALUE, 10))
                    .extracting(MachineEvent::name)
                    .containsExactly("db");
            assertThat(events.existing("events", List.of("old", "m1"))).containsExactly("old");
        });
    }

    @ParameterizedTest
    @EnumSource
    void copyingGoesOnWhereItEndedAndTakesNothingTwice(TestDatabase database) {
        in(database, () -> {
            for (int number = 0; number <= MachineEventRecorder.STEP; number++) {
                publish("UPDATE", "{\"id\":\"m1\",\"status\":\"online\"}");
            }

            assertThat(recorder.copy("events")).isTrue();
            assertThat(recorder.copy("events")).isFalse();
            assertThat(recorder.copy("events")).isFalse();

            assertThat(events.position("events")).isEqualTo(MachineEventRecorder.STEP + 1);
            assertThat(events.read("events", Long.MAX_VALUE, 1_000)).hasSize(MachineEventRecorder.STEP + 1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void organizationsWithPublicationsThatAreNotStoredAreFound(TestDatabase database) {
        in(database, () -> {
            assertThat(events.behind()).doesNotContain("events");
            database.sql()
                    .update(
                            "insert into publication (topic, seq, event, payload, created_at) values (?, 7, 'DELETE', '{}', ?)",
                            TOPIC.name(),
                            NOW);
            assertThat(events.behind()).contains("events");

            events.move("events", 7);

            assertThat(events.behind()).doesNotContain("events");
        });
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreDeletedAfterTheirRetention(TestDatabase database) {
        in(database, () -> {
            publish("DELETE", "{\"id\":\"m1\"}");
            recorder.copy("events");
            clock.move(Duration.ofDays(89));
            recorder.purge();
            assertThat(events.read("events", Long.MAX_VALUE, 10)).hasSize(1);

            clock.move(Duration.ofDays(2));
            recorder.purge();
            assertThat(events.read("events", Long.MAX_VALUE, 10)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void ofOldEventsOnlyTheOneThatSaysTheStatusOfAMachineStays(TestDatabase database) {
        in(database, () -> {
            machine("old");
            publish("UPDATE", "{\"id\":\"old\",\"status\":\"online\"}");
            publish("UPDATE", "{\"id\":\"old\",\"name\":\"db-1\"}");
            publish("UPDATE", "{\"id\":\"old\",\"status\":\"offline\"}");
            publish("UPDATE", "{\"id\":\"old\",\"name\":\"db-2\"}");
            recorder.copy("events");
            clock.move(Duration.ofDays(91));

            recorder.purge();

            assertThat(events.read("events", Long.MAX_VALUE, 10))
                    .extracting(MachineEvent::seq)
                    .containsExactly(3L);
        });
    }

    @ParameterizedTest
    @EnumSource
    void oldEventsAreLookedAtOnceEachSomeAtATime(TestDatabase database) {
        in(database, () -> {
            machine("old");
            publish("UPDATE", "{\"id\":\"old\",\"status\":\"online\"}");
            for (int number = 0; number < 4; number++) {
                publish("DELETE", "{\"id\":\"m1\"}");
            }
            recorder.copy("events");
            Instant after = NOW.plusSeconds(1);
            Age start = new Age(NOW, "events", 0);

            assertThat(events.purge(after, start, 2)).hasValue(new Age(NOW, "events", 2));
            assertThat(events.read("events", Long.MAX_VALUE, 10))
                    .extracting(MachineEvent::seq)
                    .containsExactly(5L, 4L, 3L, 1L);

            assertThat(events.purge(after, new Age(NOW, "events", 2), 3)).hasValue(new Age(NOW, "events", 5));
            assertThat(events.purge(after, new Age(NOW, "events", 5), 3)).isEmpty();
            assertThat(events.read("events", Long.MAX_VALUE, 10))
                    .extracting(MachineEvent::seq)
                    .containsExactly(1L);
        });
    }

    @Test
    void anOrganizationThatCannotBeCopiedDoesNotStopTheOthers() {
        Several several = new Several(List.of("a", "broken", "c"));
        Set<String> failing = new HashSet<>();

        MachineEventRecorder.copyAll(several, failing, Duration.ofMinutes(1));

        assertThat(several.steps).containsOnlyKeys("a", "c").containsEntry("a", 20);
        assertThat(failing).containsExactly("broken");
    }

    @Test
    void aRunInWhichNoneCanBeCopiedFails() {
        Several several = new Several(List.of("broken", "broken-too"));

        assertThatThrownBy(() -> MachineEventRecorder.copyAll(several, new HashSet<>(), Duration.ofMinutes(1)))
                .hasMessageStartingWith("broken");
    }

    @Test
    void anOutageOfTheDatabaseEndsTheRunAndIsOfNoOrganisation() {
        SQLException readOnly = new SQLException("cannot execute UPDATE in a read-only transaction", "25006");
        Several several = new Several(List.of("a", "c")) {
            @Override
            public boolean copy(String orgId) {
                throw new DatabaseException(readOnly);
            }
        };
        Set<String> failing = new HashSet<>();

        assertThatThrownBy(() -> MachineEventRecorder.copyAll(several, failing, Duration.ofMinutes(1)))
                .hasCause(readOnly);

        assertThat(failing).isEmpty();
    }

    @Test
    void aRunEndsWhenItsTimeIsOver() {
        Several several = new Several(List.of("a", "c"));

        MachineEventRecorder.copyAll(several, new HashSet<>(), Duration.ZERO);

        assertThat(several.steps).isEmpty();
    }

    /** Always has more to copy. */
    private static class Several extends MachineEventRecorder {
        private final List<String> behind;
        private final Map<String, Integer> steps = new HashMap<>();

        private Several(List<String> behind) {
            this.behind = behind;
        }

        @Override
        public List<String> behind() {
            return behind;
        }

        @Override
        public boolean copy(String orgId) {
            if (orgId.startsWith("broken")) {
                throw new IllegalStateException(orgId);
            }
            steps.merge(orgId, 1, Integer::sum);
            return true;
        }
    }

    private void publish(String event, String payload) {
        published.add(new Publication(TOPIC, published.size() + 1, event, payload, NOW));
    }

    private void machine(String id) {
        database.sql()
                .update(
                        "insert into machine (id, org_id, name, status, created_at, updated_at)"
                                + " values (?, 'events', 'db', 'online', ?, ?)",
                        id,
                        NOW,
                        NOW);
    }

    private void in(TestDatabase chosen, Runnable work) {
        database = chosen;
        events = new MachineEventRepository(chosen.sql());
        recorder = new MachineEventRecorder(events, new Log(), new Configuration(name -> Optional.empty()), clock);
        chosen.rolledBack(() -> {
            chosen.sql().update("insert into organization (id, name, created_at) values ('events', 'Events', ?)", NOW);
            work.run();
        });
    }

    private final class Log extends EventLog {
        @Override
        public List<Publication> read(Topic topic, long after, int limit) {
            return published.stream()
                    .filter(one -> one.seq() > after)
                    .limit(limit)
                    .toList();
        }
    }
}
