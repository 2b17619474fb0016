package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogRetentionTest {
    private static final Instant NOW = Instant.now();
    private static final Map<String, String> SETTINGS =
            Map.of("heliograph.log.retention", "PT1H", "heliograph.log.size", "7000");

    private final String topic = "test:" + UUID.randomUUID();

    private static LogRetention retention(TestDatabase database) {
        return new LogRetention(new Configuration(name -> Optional.ofNullable(SETTINGS.get(name))), database.sql());
    }

    private static void purge(TestDatabase database) {
        retention(database).purge();
    }

    private void log(SqlTemplate sql, long from, long to, Duration age) {
        List<Object[]> publications = new ArrayList<>();
        LongStream.rangeClosed(from, to)
                .forEach(seq -> publications.add(new Object[] {topic, seq, "e", "{}", NOW.minus(age)}));
        sql.batch(
                "insert into publication (topic, seq, event, payload, created_at) values (?, ?, ?, ?, ?)",
                publications);
        sql.update("delete from topic_position where topic = ?", topic);
        sql.update("insert into topic_position (topic, position) values (?, ?)", topic, to);
    }

    private List<Long> kept(SqlTemplate sql) {
        return sql.query("select seq from publication where topic = ? order by seq", row -> row.bigint("seq"), topic);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void purgesExpiredPublicationsAndKeepsTheRestWithoutAGap(TestDatabase database) {
        log(database.sql(), 1, 10, Duration.ofHours(2));
        log(database.sql(), 11, 20, Duration.ofMinutes(5));

        purge(database);

        assertThat(kept(database.sql())).isEqualTo(range(11, 20));
    }

    @ParameterizedTest
    @EnumSource
    void purgesANamespaceAndKeepsItsPosition(TestDatabase database) {
        log(database.sql(), 1, 10, Duration.ZERO);

        assertThat(retention(database).purgeSome("tes_")).isFalse();
        assertThat(kept(database.sql())).isEqualTo(range(1, 10));
        int runs = 0;
        while (retention(database).purgeSome("test")) {
            // other tests have topics of the same namespace
            assertThat(runs++).isLessThan(100);
        }

        assertThat(kept(database.sql())).isEmpty();
        assertThat(database.number("select position from topic_position where topic = ?", topic))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void purgesTheOldestBeyondTheMaximumSize(TestDatabase database) {
        log(database.sql(), 1, 19_000, Duration.ZERO);

        purge(database);

        assertThat(kept(database.sql())).isEqualTo(range(12_001, 19_000));
    }

    @ParameterizedTest
    @EnumSource
    void keepsATopicOfExactlyTheMaximumSize(TestDatabase database) {
        log(database.sql(), 1, 7_000, Duration.ZERO);

        purge(database);
        purge(database);

        assertThat(kept(database.sql())).isEqualTo(range(1, 7_000));
    }

    @ParameterizedTest
    @EnumSource
    void aPublicationOfANodeWhoseClockIsBehindTakesNoOtherWithIt(TestDatabase database) {
        log(database.sql(), 1, 10, Duration.ofMinutes(5));
        log(database.sql(), 11, 11, Duration.ofHours(25));
        log(database.sql(), 12, 20, Duration.ofMinutes(5));

        purge(database);

        assertThat(kept(database.sql())).isEqualTo(range(1, 20));
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfTheLastPublicationStaysKnownWhenAllHaveExpired(TestDatabase database) {
        log(database.sql(), 1, 10, Duration.ofHours(2));
        database.sql().update("update topic_position set position = 0 where topic = ?", topic);

        purge(database);

        assertThat(kept(database.sql())).isEmpty();
        assertThat(new TopicPositions(database.sql()).of(List.of(Topic.parse(topic))))
                .containsEntry(Topic.parse(topic), 10L);
    }
}
