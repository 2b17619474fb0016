package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.SequencerRepository.Batch;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequencerRepositoryTest {
    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 150;
    private static final int ROWS = 5;

    private final List<ReentrantLock> rowLocks =
            Stream.generate(ReentrantLock::new).limit(ROWS).toList();
    private final Topic topic = new Topic("test:" + UUID.randomUUID(), "events");
    private final Topic other = new Topic("test:" + UUID.randomUUID(), "events");

    private static SequencerRepository repository(SqlTemplate sql) {
        return new SequencerRepository(
                sql, new TopicPositions(sql), new LogNotifier(sql, new Configuration(name -> Optional.empty())));
    }

    private static Batch sequence(TestDatabase database) {
        return database.committed(() -> repository(database.sql()).sequence(0));
    }

    private static void publish(SqlTemplate sql, Topic topic, String payload) {
        sql.update(
                "insert into pending_event (writer, ordinal, topic, event, payload) values (?, ?, ?, ?, ?)",
                1L,
                0,
                topic.name(),
                "e",
                payload);
    }

    private static List<Publication> log(TestDatabase database, Topic topic) {
        return database.sql()
                .query(
                        "select seq, payload, created_at from publication where topic = ? order by seq",
                        row -> new Publication(
                                topic, row.bigint("seq"), "e", row.text("payload"), row.time("created_at")),
                        topic.name());
    }

    private static long position(TestDatabase database, Topic topic) {
        return new TopicPositions(database.sql()).of(List.of(topic)).getOrDefault(topic, 0L);
    }

    @ParameterizedTest
    @EnumSource
    void numbersPendingEventsInTheOrderOfTheirTickets(TestDatabase database) {
        publish(database.sql(), topic, "a");
        publish(database.sql(), other, "b");
        publish(database.sql(), topic, "c");

        Batch batch = sequence(database);

        assertThat(batch.skipped()).isEmpty();
        assertThat(log(database, topic)).extracting(Publication::payload).containsExactly("a", "c");
        assertThat(log(database, topic)).extracting(Publication::seq).containsExactly(1L, 2L);
        assertThat(log(database, other)).extracting(Publication::seq).containsExactly(1L);
        assertThat(position(database, topic)).isEqualTo(2);
        assertThat(sequence(database).events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhatItHasNumberedAsTheLogHasIt(TestDatabase database) {
        publish(database.sql(), topic, "a");

        List<Publication> reported = sequence(database).events().stream()
                .map(SequencedEvent::publication)
                .toList();

        assertThat(reported).isEqualTo(log(database, topic));
    }

    @ParameterizedTest
    @EnumSource
    void timesAreThoseOfTheDatabase(TestDatabase database) {
        Instant present = database.sql()
                .query("select current_timestamp as present", row -> row.time("present"))
                .get(0);

        publish(database.sql(), topic, "a");
        sequence(database);

        assertThat(Duration.between(present, log(database, topic).get(0).timestamp()))
                .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void continuesBehindALogThatIsAheadOfItsPosition(TestDatabase database) {
        database.sql().update("insert into topic_position (topic, position) values (?, 166)", topic.name());
        database.sql()
                .update(
                        "insert into publication (topic, seq, event, payload, created_at) values (?, 167, 'e', 'x', current_timestamp)",
                        topic.name());

        publish(database.sql(), topic, "a");
        sequence(database);

        assertThat(log(database, topic)).extracting(Publication::seq).containsExactly(167L, 168L);
        assertThat(position(database, topic)).isEqualTo(168);
    }

    @ParameterizedTest
    @EnumSource
    void takesAtMostOneBatchAndSaysThatThereIsMore(TestDatabase database) {
        database.committed(() -> {
            for (int i = 0; i < SequencerRepository.BATCH + 5; i++) {
                publish(database.sql(), topic, "" + i);
            }
            return null;
        });

        assertThat(sequence(database).more()).isTrue();
        assertThat(sequence(database).more()).isFalse();

        assertThat(log(database, topic)).hasSize(SequencerRepository.BATCH + 5);
    }

    @ParameterizedTest
    @EnumSource
    void waitsForNobodyWhoHoldsATopic(TestDatabase database) throws Exception {
        publish(database.sql(), topic, "a");
        sequence(database);
        publish(database.sql(), topic, "b");
        publish(database.sql(), other, "c");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService holder = Executors.newSingleThreadExecutor();
        Future<?> holding = holder.submit(() -> database.committed(() -> {
            database.sql()
                    .query("select topic from topic_position where topic = ? for update", row -> "", topic.name());
            held.countDown();
            await(done);
            return null;
        }));
        held.await();

        Batch batch = sequence(database);

        assertThat(batch.skipped()).containsExactly(topic);
        assertThat(log(database, other)).hasSize(1);
        assertThat(log(database, topic)).hasSize(1);
        done.countDown();
        holding.get();
        holder.shutdown();
        sequence(database);
        assertThat(log(database, topic)).extracting(Publication::payload).containsExactly("a", "b");
    }

    /** So many that one transaction would take no others. */
    @ParameterizedTest
    @EnumSource
    void theEventsOfATopicThatIsHeldKeepNoOthersBack(TestDatabase database) throws Exception {
        publish(database.sql(), topic, "a");
        sequence(database);
        database.committed(() -> {
            for (int i = 0; i < SequencerRepository.BATCH + 5; i++) {
                publish(database.sql(), topic, "" + i);
            }
            return null;
        });
        publish(database.sql(), other, "c");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Future<?> holding = thread.submit(() -> database.committed(() -> {
            database.sql()
                    .query("select topic from topic_position where topic = ? for update", row -> "", topic.name());
            held.countDown();
            await(done);
            return null;
        }));
        held.await();

        sequence(database);

        assertThat(log(database, other)).hasSize(1);
        done.countDown();
        holding.get();
        thread.shutdown();
        while (sequence(database).more()) {
            // the rest, which other tests need not find
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStatusSaysWhetherEventsWaitAndForHowLong(TestDatabase database) {
        sequence(database);
        PendingEventStatus status = new PendingEventStatus(database.sql());
        assertThat(status.refresh()).isFalse();
        assertThat(status.oldest()).isZero();

        database.sql()
                .update(
                        "insert into pending_event (writer, ordinal, topic, event, payload, created_at) values (1, 0, ?, 'e', '{}', ?)",
                        topic.name(),
                        Instant.now().minusSeconds(60));

        assertThat(status.refresh()).isTrue();
        assertThat(status.oldest()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70));
        sequence(database);
        assertThat(status.refresh()).isFalse();
    }

    /** A node that hangs between its lock and its commit: PostgreSQL ends its session. */
    @Test
    void aSequencerThatFallsSilentLosesItsTopics() throws Exception {
        TestDatabase database = TestDatabase.POSTGRESQL;
        publish(database.sql(), topic, "a");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService frozen = Executors.newSingleThreadExecutor();
        Future<?> sequencer = frozen.submit(() -> database.committed(() -> {
            Batch batch = repository(database.sql()).sequence(0);
            held.countDown();
            await(done);
            return batch;
        }));
        held.await();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            sequence(database);
            assertThat(log(database, topic)).extracting(Publication::seq).containsExactly(1L);
        });
        done.countDown();
        assertThat(sequencer).failsWithin(Duration.ofSeconds(30));
        frozen.shutdown();
        assertThat(log(database, topic)).hasSize(1);
    }

    /** The log's checker: several writers on a few rows, a third of them rolled back, and the sequencers of two nodes. */
    @ParameterizedTest
    @EnumSource
    void numbersHaveNoGapsAndFollowTheVersionsOfEachRow(TestDatabase database) throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add("row-" + i + "-" + topic.namespace());
            database.sql().update("insert into topic_position (topic, position) values (?, 0)", rows.get(i));
        }
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
        List<Future<?>> sequencers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            sequencers.add(threads.submit(() -> {
                while (running.get()) {
                    sequence(database);
                }
            }));
        }
        List<Future<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(i);
            writers.add(threads.submit(() -> write(database, rows, random)));
        }
        int committed = 0;
        for (Future<Integer> writer : writers) {
            committed += writer.get(120, TimeUnit.SECONDS);
        }
        running.set(false);
        for (Future<?> sequencer : sequencers) {
            sequencer.get(60, TimeUnit.SECONDS);
        }
        sequence(database);
        threads.shutdown();

        List<Publication> log = log(database, topic);
        assertThat(log)
                .extracting(Publication::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, committed).boxed().toList());
        Map<String, Long> versions = new HashMap<>();
        for (Publication publication : log) {
            String[] change = publication.payload().split(" ");
            assertThat(Long.parseLong(change[1])).isEqualTo(versions.merge(change[0], 1L, Long::sum));
        }
    }

    /**
     * Changes a row, whose lock is held until the commit, and publishes its new version as the last act of the transaction. H2 loses
     * updates of a row for which others wait while a transaction is rolled back, so there no writer waits for a row.
     */
    private int write(TestDatabase database, List<String> rows, Random random) {
        int committed = 0;
        for (int i = 0; i < TRANSACTIONS; i++) {
            String row = rows.get(random.nextInt(ROWS));
            ReentrantLock lock = database == TestDatabase.H2 ? rowLocks.get(rows.indexOf(row)) : new ReentrantLock();
            lock.lock();
            try {
                database.committed(() -> {
                    SqlTemplate sql = database.sql();
                    sql.update("update topic_position set position = position + 1 where topic = ?", row);
                    long version = sql.query(
                                    "select position from topic_position where topic = ?",
                                    found -> found.bigint("position"),
                                    row)
                            .get(0);
                    publish(sql, topic, row.substring(0, row.indexOf("-test")) + " " + version);
                    if (random.nextInt(3) == 0) {
                        throw new IllegalArgumentException("changed its mind");
                    }
                    return null;
                });
                committed++;
            } catch (IllegalArgumentException rolledBack) {
                // a third of all
            } finally {
                lock.unlock();
            }
        }
        return committed;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
