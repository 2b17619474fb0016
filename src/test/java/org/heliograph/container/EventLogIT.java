package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.persistence.SqlTemplate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class EventLogIT {
    private final String id = UUID.randomUUID().toString();
    private final Topic topic = new Topic("test", id);

    private EventLog log;
    private Transactions transactions;
    private CommitRecorder commits;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        log = Application.bean(EventLog.class);
        transactions = Application.bean(Transactions.class);
        commits = Application.bean(CommitRecorder.class);
    }

    @Test
    void anEntityAndItsEventCommitTogether() {
        transactions.inTransaction(() -> {
            transactions.changeEntity(id);
            transactions.publish(topic, 1);
        });

        assertThat(transactions.entityIsThere(id)).isTrue();
        assertThat(log.committed(topic)).isEqualTo(1);
        assertThat(reported(1)).containsExactly("{\"n\":1}");
        assertThat(payloads()).containsExactly("{\"n\":1}");
        assertThat(log.position(topic)).isEqualTo(1);
    }

    @Test
    void anEventCommitsWithoutAnEntity() {
        transactions.inTransaction(() -> transactions.publish(topic, 1));
        transactions.inTransaction(() -> transactions.publish(topic, 2));

        assertThat(reported(2)).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(payloads()).containsExactly("{\"n\":1}", "{\"n\":2}");
    }

    @Test
    void aRollbackLeavesNothing() {
        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.changeEntity(id);
                    transactions.publish(topic, 1);
                    throw new IllegalArgumentException("changed its mind");
                }))
                .hasMessageContaining("changed its mind");

        assertNothingHappened();
    }

    /** The sequencer, the jobs and the start of the application run on such threads. */
    @Test
    void aRollbackOnAThreadOfAnEnterpriseBeanLeavesNothing() {
        Application.bean(BackgroundThread.class)
                .run(() -> assertThatThrownBy(() -> transactions.inTransaction(() -> {
                            insert(id + "-first");
                            transactions.changeEntity(id);
                            transactions.publish(topic, 1);
                            log.flush();
                            insert(id + "-last");
                            throw new IllegalArgumentException("changed its mind");
                        }))
                        .hasMessageContaining("changed its mind"));

        assertThat(organizations()).isEmpty();
        assertNothingHappened();
    }

    @Test
    void statementsAfterANestedTransactionBelongToTheOuterOneAgain() {
        Runnable task = () -> assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    insert(id + "-before");
                    transactions.inNewTransaction(() -> insert(id + "-nested"));
                    insert(id + "-after");
                    throw new IllegalArgumentException("only the outer one");
                }))
                .hasMessageContaining("only the outer one");

        task.run();
        assertThat(organizations()).containsExactly(id + "-nested");
        transactions.inTransaction(() -> transactions.sql("delete from organization where id = ?1", id + "-nested"));

        Application.bean(BackgroundThread.class).run(task);
        assertThat(organizations()).containsExactly(id + "-nested");
    }

    /** Plain SQL, not through the entity manager. */
    private static void insert(String organization) {
        Application.bean(SqlTemplate.class)
                .update(
                        "insert into organization (id, name, demo, created_at) values (?, ?, false, current_timestamp)",
                        organization,
                        organization);
    }

    private List<String> organizations() {
        return transactions.strings("select id from organization where id like ?1 order by id", id + "%");
    }

    @Test
    void aTransactionMarkedForRollbackAfterTheLogWasWrittenLeavesNothing() {
        AtomicLong rowsBefore = new AtomicLong();

        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.changeEntity(id);
                    transactions.publish(topic, 1);
                    log.flush();
                    rowsBefore.set(transactions.pending(topic));
                    transactions.beforeCommit(transactions::rollBack);
                }))
                .isNotNull();

        assertThat(rowsBefore)
                .as("the log had been written when the transaction failed")
                .hasValue(1);
        assertNothingHappened();
    }

    @Test
    void aTransactionThatFailsAfterTheLogWasWrittenLeavesNothing() {
        transactions.inTransaction(() -> transactions.publish(topic, 1));
        assertThat(reported(1)).containsExactly("{\"n\":1}");

        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.changeEntity(id);
                    transactions.publish(topic, 2);
                    transactions.beforeCommit(() -> {
                        throw new IllegalStateException("too late");
                    });
                }))
                .isNotNull();

        assertThat(transactions.entityIsThere(id)).isFalse();
        assertThat(payloads()).containsExactly("{\"n\":1}");
        assertThat(log.position(topic)).isEqualTo(1);
        assertThat(commits.of(topic)).containsExactly("{\"n\":1}");
    }

    @Test
    void sequenceNumbersHaveNoGapAfterARollback() {
        transactions.inTransaction(() -> transactions.publish(topic, 1));
        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.publish(topic, 2);
                    transactions.beforeCommit(transactions::rollBack);
                }))
                .isNotNull();

        transactions.inTransaction(() -> transactions.publish(topic, 3));
        assertThat(reported(2)).containsExactly("{\"n\":1}", "{\"n\":3}");

        assertThat(log.read(topic, 0, 10)).extracting(Publication::seq).containsExactly(1L, 2L);
        assertThat(payloads()).containsExactly("{\"n\":1}", "{\"n\":3}");
    }

    @Test
    void severalTopicsOfOneTransactionCommitTogether() {
        List<Topic> topics = IntStream.range(0, 5)
                .mapToObj(i -> new Topic("test", id + "-" + i))
                .toList();

        transactions.inTransaction(() -> {
            for (int number = 1; number <= 10; number++) {
                transactions.publish(topics.get(number % topics.size()), number);
            }
        });

        topics.forEach(each -> assertThat(commits.of(each, 2)).hasSize(2));
        assertThat(log.positions(topics)).hasSize(5).containsValue(2L);
        assertThat(topics).allSatisfy(each -> assertThat(log.position(each)).isEqualTo(2));
    }

    @Test
    void tenThousandEventsOfOneTransactionAreOneRangeInOrder() {
        transactions.inTransaction(
                () -> IntStream.range(0, 10_000).forEach(number -> transactions.publish(topic, number)));

        assertThat(reported(10_000))
                .containsExactlyElementsOf(IntStream.range(0, 10_000)
                        .mapToObj(n -> "{\"n\":" + n + "}")
                        .toList());
        assertThat(log.read(topic, 0, 20_000))
                .extracting(Publication::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 10_000).boxed().toList());
    }

    @Test
    void aNewTransactionWithinAnotherIsDeliveredWhenItCommits() {
        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.publish(topic, 1);
                    transactions.inNewTransaction(() -> transactions.publish(topic, 2));
                    throw new IllegalArgumentException("only the outer one");
                }))
                .isNotNull();

        assertThat(reported(1)).containsExactly("{\"n\":2}");
        assertThat(payloads()).containsExactly("{\"n\":2}");
    }

    @Test
    void transientEventsAreInOrderWithLoggedOnesAndAreNotKept() {
        transactions.inTransaction(() -> {
            transactions.publishTransient(topic, 1);
            transactions.publish(topic, 2);
            transactions.publishTransient(topic, 3);
        });

        assertThat(reported(3)).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        assertThat(payloads()).containsExactly("{\"n\":2}");
        assertThat(log.position(topic)).isEqualTo(1);
    }

    @Test
    void aRollbackDeliversNoTransientEvents() {
        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.publishTransient(topic, 1);
                    throw new IllegalArgumentException("changed its mind");
                }))
                .isNotNull();

        assertNothingHappened();
    }

    @Test
    void publishingWithoutATransactionFails() {
        assertThatThrownBy(() -> transactions.publish(topic, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsPublishedAfterTheLogWasWrittenFailsTheTransaction() {
        assertThatThrownBy(() -> transactions.inTransaction(() -> {
                    transactions.publish(topic, 1);
                    log.flush();
                    transactions.changeEntity(id);
                    transactions.publish(topic, 2);
                }))
                .hasMessageContaining("after the transaction's events were written");

        assertNothingHappened();
    }

    @Test
    void aPurgeDeletesPendingEventsAndKeepsTheLastNumber() {
        transactions.inTransaction(() -> transactions.publish(topic, 1));
        assertThat(reported(1)).hasSize(1);
        transactions.inTransaction(() -> {
            transactions.publish(topic, 2);
            log.flush();
            assertThat(transactions.pending(topic)).isEqualTo(1);
            log.purge(topic);
        });

        assertThat(log.committed(topic)).isEqualTo(1);
        assertThat(payloads()).isEmpty();
        transactions.inTransaction(() -> transactions.publish(topic, 3));
        assertThat(reported(2)).containsExactly("{\"n\":1}", "{\"n\":3}");
        assertThat(log.position(topic)).isEqualTo(2);
    }

    /** What the node has reported of the topic, when it is so much. */
    private List<String> reported(int number) {
        return commits.of(topic, number);
    }

    private List<String> payloads() {
        return log.read(topic, 0, 100).stream().map(Publication::payload).toList();
    }

    private void assertNothingHappened() {
        assertThat(transactions.entityIsThere(id)).isFalse();
        assertThat(log.read(topic, 0, 10)).isEmpty();
        assertThat(log.position(topic)).isZero();
        assertThat(commits.of(topic)).isEmpty();
    }
}
