package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.heliograph.broker.Broker;
import org.heliograph.broker.BrokerStatistics;
import org.heliograph.broker.Message;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Topic;
import org.heliograph.installation.Installation;
import org.heliograph.installation.InstallationTest;
import org.heliograph.installation.RestoreDetector;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class TopicDeliveriesTest {
    private static final Topic ACME = Topic.ofOrganization("acme", "machines");
    private static final Topic GLOBEX = Topic.ofOrganization("globex", "machines");

    private final List<Publication> delivered = new ArrayList<>();
    private final List<Long> rewound = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Installation installation = InstallationTest.opened(TestDatabase.H2.sql());
    private final RestoreDetector detector = new RestoreDetector(TestDatabase.H2.sql(), installation);
    private final String epoch = installation.epoch();
    private final List<String> notifications = new ArrayList<>();
    private boolean discardFails;
    private final RestoreListener listener = new RestoreListener() {
        @Override
        public void discard() {
            if (discardFails) {
                throw new DatabaseException(new SQLException("away", "08001"));
            }
            notifications.add("discard " + rewound.size());
        }

        @Override
        public void restored() {
            notifications.add("restored " + rewound.size());
        }
    };
    private long now;
    private long position;
    /** Runs before the next position is read for a topic that is opened. */
    private Runnable positionRead = () -> {};

    private final TopicDeliveries deliveries =
            new TopicDeliveries(new RecordingEnvironment(), this::readPosition, new RecordingBroker(), () -> now);

    /** Records each subscription as + and the namespace, each end of one as -, and each wait. */
    private final class RecordingBroker implements Broker {
        @Override
        public void subscribe(String namespace) {
            calls.add("+" + namespace);
        }

        @Override
        public void unsubscribe(String namespace) {
            calls.add("-" + namespace);
        }

        @Override
        public void awaitSubscribed(String namespace) {
            calls.add("await " + namespace);
        }

        @Override
        public void start(String installation, Consumer<Message> receiver) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void publish(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean publishShared(Publication publication) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public BrokerStatistics statistics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private final class RecordingEnvironment implements DeliveryEnvironment {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void executeRead(Runnable task) {
            task.run();
        }

        @Override
        public List<Publication> read(Topic topic, long after, int limit) {
            return List.of();
        }

        @Override
        public String epoch() {
            return installation.epoch();
        }

        @Override
        public void deliver(Topic topic, String epoch, List<Publication> publications) {
            delivered.addAll(publications);
        }

        @Override
        public void rewound(Topic topic, LogPosition position) {
            rewound.add(position.seq());
        }

        @Override
        public void scheduleGapTimeout(TopicDelivery delivery) {
            // no test here has a gap
        }
    }

    private long readPosition(Topic topic) {
        Runnable once = positionRead;
        positionRead = () -> {};
        once.run();
        return position;
    }

    private static Publication publication(long seq) {
        return new Publication(ACME, seq, "UPDATE", "{}", Instant.EPOCH);
    }

    @Test
    void startsAfterTheCurrentPosition() {
        position = 7;

        deliveries.open(List.of(ACME));
        deliveries.get(ACME).offer(publication(7));
        deliveries.get(ACME).offer(publication(8));

        assertThat(delivered).extracting(Publication::seq).containsExactly(8L);
    }

    @Test
    void aTopicAheadOfTheLogIsRewoundOnceWithANewEpoch() {
        position = 9;
        deliveries.open(List.of(ACME));
        LogComparison comparison = comparison(topics -> Map.of(ACME, position));
        comparison.run();
        assertThat(rewound).isEmpty();
        assertThat(installation.epoch()).isEqualTo(epoch);
        position = 4;

        for (int second = 0; second < 5; second++) {
            comparison.run();
        }

        assertThat(rewound).as("at the first look, once").containsExactly(4L);
        assertThat(installation.epoch()).isGreaterThan(epoch);
        assertThat(deliveries.get(ACME).delivered()).isEqualTo(4);
    }

    @Test
    void aLogThatHasPassedAgainEverythingIsNoticedByItsMark() {
        position = 9;
        deliveries.open(List.of(ACME, GLOBEX));
        LogComparison comparison = comparison(topics -> Map.of(ACME, 12L, GLOBEX, 12L));
        comparison.run();
        assertThat(rewound).isEmpty();
        TestDatabase.H2.sql().update("update node_mark set mark = mark - 1");

        comparison.run();
        comparison.run();

        assertThat(rewound).as("nothing was delivered yet").containsExactly(9L, 9L);
        assertThat(installation.epoch()).isGreaterThan(epoch);
        assertThat(notifications)
                .as("the caches first, the connections last")
                .containsExactly("discard 0", "restored 2");
    }

    @Test
    void whatARestoreEntailsIsRepeatedUntilItIsDone() {
        position = 9;
        deliveries.open(List.of(ACME));
        LogComparison comparison = comparison(topics -> Map.of(ACME, 4L));
        discardFails = true;
        comparison.run();
        String renewed = installation.epoch();
        assertThat(notifications).isEmpty();
        assertThat(detector.isIntact()).isFalse();
        discardFails = false;

        comparison.run();
        comparison.run();

        assertThat(rewound).containsExactly(4L);
        assertThat(notifications).containsExactly("discard 0", "restored 1");
        assertThat(installation.epoch()).isEqualTo(renewed);
        assertThat(detector.isIntact()).isTrue();
    }

    @Test
    void aTopicThatTheRestoredLogHasPassedAgainIsRewoundWithTheOthers() {
        position = 9;
        deliveries.open(List.of(ACME, GLOBEX));

        comparison(topics -> Map.of(ACME, 4L, GLOBEX, 12L)).run();

        assertThat(rewound).containsExactlyInAnyOrder(4L, 9L);
    }

    @Test
    void aLogThatWasRestoredAndCaughtUpBetweenTwoLooksIsNoticed() {
        position = 90;
        deliveries.open(List.of(ACME));
        LogComparison comparison = comparison(topics -> Map.of(ACME, position));
        for (long seq = 91; seq <= 100; seq++) {
            deliveries.get(ACME).offer(publication(seq));
        }
        position = 100;
        comparison.run();
        for (long seq = 91; seq <= 101; seq++) {
            deliveries.get(ACME).offer(new Publication(ACME, seq, "UPDATE", "{}", Instant.EPOCH.plusSeconds(1)));
        }
        position = 101;

        comparison.run();
        comparison.run();

        assertThat(rewound).containsExactly(100L);
        assertThat(installation.epoch()).isGreaterThan(epoch);
    }

    @Test
    void duplicatesOfTheLastPublicationAreNoOtherLog() {
        deliveries.open(List.of(ACME));
        LogComparison comparison = comparison(topics -> Map.of(ACME, 1L));
        deliveries.get(ACME).offer(publication(1));
        deliveries.get(ACME).offer(publication(1));

        comparison.run();

        assertThat(rewound).isEmpty();
        assertThat(installation.epoch()).isEqualTo(epoch);
    }

    @Test
    void anEpochThatAnotherNodeHasBegunRewindsEveryOpenTopicOnce() {
        position = 9;
        deliveries.open(List.of(ACME, GLOBEX));
        Installation other = InstallationTest.opened(TestDatabase.H2.sql());
        other.renewEpoch();
        LogComparison comparison = comparison(topics -> Map.of(ACME, 9L, GLOBEX, 12L));

        comparison.run();
        comparison.run();

        assertThat(rewound).containsExactly(9L, 9L);
        assertThat(installation.epoch()).isEqualTo(other.epoch());
    }

    @Test
    void anEpochThatWasReadWhileThePositionsCouldNotBeIsNotForgotten() {
        position = 9;
        deliveries.open(List.of(ACME));
        InstallationTest.opened(TestDatabase.H2.sql()).renewEpoch();
        boolean[] away = {true};
        LogComparison comparison = comparison(topics -> {
            if (away[0]) {
                throw new DatabaseException(new SQLException("away", "08001"));
            }
            return Map.of(ACME, 9L);
        });
        comparison.run();
        assertThat(rewound).isEmpty();
        away[0] = false;

        comparison.run();

        assertThat(rewound).containsExactly(9L);
    }

    @Test
    void aTopicThatIsOpenedWithTheNewEpochIsNotRewound() {
        position = 9;
        deliveries.open(List.of(ACME));
        LogComparison comparison = comparison(topics -> Map.of(ACME, 4L, GLOBEX, 4L));
        discardFails = true;
        comparison.run();
        position = 4;
        deliveries.open(List.of(GLOBEX));
        discardFails = false;

        comparison.run();

        assertThat(rewound).containsExactly(4L);
    }

    @Test
    void aTopicThatIsOpenedWithThePositionOfTheLogThatIsGoneIsRewound() {
        LogComparison comparison = comparison(topics -> Map.of(ACME, 12L));
        comparison.run();
        positionRead = () -> {
            InstallationTest.opened(TestDatabase.H2.sql()).renewEpoch();
            comparison.run();
        };
        position = 9;

        deliveries.open(List.of(ACME));
        assertThat(rewound).isEmpty();
        comparison.run();
        comparison.run();

        assertThat(rewound).containsExactly(9L);
    }

    @Test
    void aLossDuringTheRewindIsAnotherOne() {
        position = 9;
        deliveries.open(List.of(ACME));
        LogComparison comparison = comparison(topics -> Map.of(ACME, position));
        position = 6;
        discardFails = true;
        comparison.run();
        String first = installation.epoch();
        TestDatabase.H2.sql().update("update node_mark set mark = mark - 1");
        position = 4;
        discardFails = false;

        comparison.run();

        assertThat(rewound).containsExactly(4L);
        assertThat(installation.epoch()).isGreaterThan(first);
    }

    private LogComparison comparison(Function<Collection<Topic>, Map<Topic, Long>> positions) {
        return new LogComparison(deliveries, positions, detector, List.of(listener));
    }

    @Test
    void anEpochThatAnotherNodeHasBegunIsTaken() {
        SqlTemplate sql = TestDatabase.H2.sql();
        Installation installation = InstallationTest.opened(sql);
        Installation other = InstallationTest.opened(sql);
        other.renewEpoch();
        LogComparison comparison = new LogComparison(
                deliveries, topics -> Map.of(), new RestoreDetector(sql, installation), List.of(listener));

        comparison.run();

        assertThat(installation.epoch()).isEqualTo(other.epoch());
    }

    @Test
    void discardsATopicThatIsNotInUseForAWhile() {
        deliveries.open(List.of(ACME));
        deliveries.open(List.of(GLOBEX));
        now = TopicDeliveries.LINGER_MILLIS + 1;

        deliveries.discardUnless(GLOBEX::equals);

        assertThat(deliveries.topics()).containsExactly(GLOBEX);
        assertThat(calls).endsWith("-org:acme");
    }

    @Test
    void keepsATopicForAWhileAfterItsLastUse() {
        deliveries.open(List.of(ACME));
        now = 60_000;
        deliveries.discardUnless(topic -> true);
        now += TopicDeliveries.LINGER_MILLIS;

        deliveries.discardUnless(topic -> false);

        assertThat(deliveries.topics()).containsExactly(ACME);
    }

    @Test
    void keepsATopicThatIsRequestedWhileItIsAboutToBeDiscarded() {
        deliveries.open(List.of(ACME));
        now = TopicDeliveries.LINGER_MILLIS + 1;

        deliveries.discardUnless(topic -> {
            deliveries.open(List.of(topic));
            return false;
        });

        assertThat(deliveries.get(ACME)).isNotNull();
        assertThat(calls).containsExactly("+org:acme", "await org:acme");
    }

    @Test
    void discardsATopicWhosePositionCouldNotBeRead() {
        TopicDeliveries broken = new TopicDeliveries(
                new RecordingEnvironment(),
                topic -> {
                    throw new IllegalStateException("database away");
                },
                new RecordingBroker(),
                () -> now);
        try {
            broken.open(List.of(ACME));
        } catch (IllegalStateException away) {
            now = TopicDeliveries.LINGER_MILLIS + 1;
        }

        broken.discardUnless(topic -> false);

        assertThat(calls).endsWith("-org:acme");
    }

    @Test
    void subscribesToEachNamespaceOnce() {
        List<Topic> channels = IntStream.range(0, 20_000)
                .mapToObj(i -> Topic.ofChannel("apps:" + i))
                .toList();

        channels.forEach(channel -> deliveries.open(List.of(channel)));

        assertThat(calls.stream().filter(call -> call.startsWith("+"))).hasSize(20_000);
    }

    @Test
    void subscribesToAllTopicsBeforeWaitingForTheFirst() {
        deliveries.open(List.of(ACME, GLOBEX));

        assertThat(calls).containsExactly("+org:acme", "+org:globex", "await org:acme", "await org:globex");
    }

    @Test
    void keepsANamespaceWhileOneOfItsTopicsIsInUse() {
        Topic members = Topic.ofOrganization("acme", "members");
        deliveries.open(List.of(ACME, members));
        now = TopicDeliveries.LINGER_MILLIS + 1;

        deliveries.discardUnless(members::equals);

        assertThat(calls).doesNotContain("-org:acme").containsOnlyOnce("+org:acme");
    }
}
