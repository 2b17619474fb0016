package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;

/** The floor of tickets on a real PostgreSQL. A look is taken as often as the test likes, not every second. */
class PendingEventStatusTest {
    private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;

    private final SqlTemplate sql = DATABASE.sql();
    private final PendingEventStatus status = new PendingEventStatus(sql);
    private final Topic topic = new Topic("test:" + UUID.randomUUID(), "events");

    private static String insert(Topic topic, String payload) {
        return "insert into pending_event (writer, ordinal, topic, event, payload) values (1, 0, '" + topic.name()
                + "', 'e', '" + payload + "')";
    }

    private List<String> sequence() {
        SequencerRepository repository = new SequencerRepository(
                sql, new TopicPositions(sql), new LogNotifier(sql, new Configuration(name -> Optional.empty())));
        return DATABASE.committed(() -> repository.sequence(status.floor())).events().stream()
                .map(SequencedEvent::publication)
                .filter(publication -> publication.topic().equals(topic))
                .map(Publication::payload)
                .toList();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            status.refresh();
        }
    }

    @Test
    void anEventWhoseTopicIsLockedForLongGetsItsNumberBeforeALaterOne() throws SQLException {
        sql.update(insert(topic, "first"));
        assertThat(sequence()).containsExactly("first");
        try (Connection purge = DATABASE.connect();
                Statement statement = purge.createStatement()) {
            purge.setAutoCommit(false);
            statement.execute("select 1 from topic_position where topic = '" + topic.name() + "' for update");
            sql.update(insert(topic, "a"));
            assertThat(sequence()).isEmpty();
            look(6);
            assertThat(status.oldest()).isPositive();
            sql.update(insert(topic, "b"));
            purge.rollback();
        }
        look(6);

        assertThat(sequence()).containsExactly("a", "b");
    }

    @Test
    void anEventOfATransactionThatCommitsLateGetsItsNumberBeforeALaterOne() throws SQLException {
        try (Connection writer = DATABASE.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute(insert(topic, "a"));
            look(6);
            writer.commit();
        }
        sql.update(insert(topic, "b"));
        look(1);

        assertThat(sequence()).containsExactly("a", "b");
    }

    @Test
    void theFloorRisesAboveWhatHasItsNumberWhileASnapshotIsOpen() throws SQLException {
        try (Connection backup = DATABASE.connect();
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("select count(*) from pending_event");
            sql.update(insert(topic, "a"));
            long before = status.floor();
            assertThat(sequence()).containsExactly("a");

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                status.refresh();
                return status.floor() > before;
            });
            assertThat(status.oldest()).isZero();
            backup.rollback();
        }
    }
}
