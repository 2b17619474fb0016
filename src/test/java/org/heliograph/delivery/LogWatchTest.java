package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.LogNotification;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.persistence.DatabaseNotifications;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogWatchTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<Map<Topic, Long>> numbered = new CopyOnWriteArrayList<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicReference<DatabaseNotifications.Subscription> subscription = new AtomicReference<>();
    private LogWatch watch;
    private Thread thread;

    private static LogNotifier notifier(TestDatabase database) {
        return new LogNotifier(database.sql(), new Configuration(name -> Optional.empty()));
    }

    private LogNotifier start(TestDatabase database, Supplier<DatabaseNotifications.Subscription> listen) {
        LogNotifier notifier = notifier(database);
        watch = new LogWatch(numbered::add, polls::incrementAndGet, notifier, () -> {
            subscription.set(listen.get());
            return subscription.get();
        });
        thread = new Thread(watch);
        thread.start();
        return notifier;
    }

    private static Supplier<DatabaseNotifications.Subscription> listening(String channel) {
        return () -> TestDatabase.POSTGRESQL.notifications().listen(channel);
    }

    @AfterEach
    void stop() throws InterruptedException {
        watch.close();
        thread.join();
    }

    /** Sends as another node does, until it is heard: the subscription may not be in force yet. */
    private void awaitHearing(LogNotifier other, Map<Topic, Long> positions) {
        await().atMost(SOON).until(() -> {
            other.send(new LogNotification(other.node(), positions));
            return numbered.contains(positions);
        });
    }

    @Test
    void hearsWhatOtherNodesHaveNumberedAndNotItself() {
        LogNotifier own = start(TestDatabase.POSTGRESQL, listening(LogNotifier.CHANNEL));

        own.send(new LogNotification(own.node(), Map.of(TOPIC, 7L)));
        awaitHearing(notifier(TestDatabase.POSTGRESQL), Map.of(TOPIC, 8L));

        assertThat(numbered).containsOnly(Map.of(TOPIC, 8L));
    }

    @Test
    void readsThePositionsOnlyForANotificationThatNamesNoTopic() {
        LogNotifier own = start(TestDatabase.POSTGRESQL, listening(LogNotifier.CHANNEL));
        LogNotifier other = notifier(TestDatabase.POSTGRESQL);
        awaitHearing(other, Map.of(TOPIC, 8L));
        AtomicInteger before = new AtomicInteger();
        await().during(Duration.ofMillis(400)).atMost(SOON).until(() -> polls.get() == before.getAndSet(polls.get()));

        int quiet = polls.get();
        other.send(new LogNotification(other.node(), Map.of()));

        await().atMost(SOON).until(() -> polls.get() > quiet);
        assertThat(own.enabled()).isTrue();
    }

    @Test
    void listensAgainWhenItsConnectionHasEnded() throws Exception {
        start(TestDatabase.POSTGRESQL, listening(LogNotifier.CHANNEL));
        LogNotifier other = notifier(TestDatabase.POSTGRESQL);
        awaitHearing(other, Map.of(TOPIC, 8L));

        TestDatabase.POSTGRESQL
                .sql()
                .query(
                        "select pg_terminate_backend(pid) as ended from pg_stat_activity" + " where query = 'listen "
                                + LogNotifier.CHANNEL + "'",
                        row -> "");

        awaitHearing(other, Map.of(TOPIC, 9L));
    }

    /** As behind pgbouncer, which gives the connection that listens to somebody else. */
    @Test
    void readsThePositionsTenTimesASecondWhereNotificationsDoNotArrive() {
        start(TestDatabase.POSTGRESQL, listening("another_channel"));

        StallFreeClock.within(Duration.ofSeconds(8), () -> polls.get() > 40);
    }

    @Test
    void readsThePositionsTenTimesASecondOnADatabaseWithoutNotifications() {
        LogNotifier own =
                start(TestDatabase.H2, () -> TestDatabase.H2.notifications().listen(LogNotifier.CHANNEL));

        StallFreeClock.within(Duration.ofSeconds(5), () -> polls.get() > 10);
        assertThat(own.enabled()).isFalse();
    }
}
