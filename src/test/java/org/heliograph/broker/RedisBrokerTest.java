package org.heliograph.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.testing.RealRedis;
import org.heliograph.testing.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisBrokerTest {
    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");
    private static final Publication CREATED = new Publication(
            Topic.ofChannel("apps:created"), Publication.UNLOGGED, "event", "{ \"id\": 1 }", Instant.EPOCH);
    private static final Duration NOTICED = Duration.ofSeconds(3);
    private static final Duration BACK = Duration.ofSeconds(5);

    private final RealRedis redis = new RealRedis();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final RedisBroker broker = new RedisBroker(redis.url(), this::thread, Clock.systemUTC());

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        threads.add(thread);
        return thread;
    }

    @BeforeEach
    void connect() {
        broker.start(received::add);
        broker.follow("org:acme");
        await().atMost(BACK).until(() -> broker.connected() && redis.listeners("ws:org:acme") == 1);
    }

    @AfterEach
    void end() {
        broker.close();
        redis.close();
    }

    private RedisBroker far(Wire wire) {
        return new RedisBroker(URI.create("redis://127.0.0.1:" + wire.port()), this::thread, Clock.systemUTC());
    }

    private static Message message(long seq) {
        return new Message("here", new Publication(MACHINES, seq, "UPDATE", "{\"n\":1}", Instant.EPOCH));
    }

    private void publishAndHear(long seq) {
        await().atMost(BACK).until(() -> {
            broker.publish(message(seq));
            return received.contains(message(seq));
        });
    }

    @Test
    void carriesWhatIsPublishedToWhoeverFollowsItsSpace() {
        broker.publish(message(1));
        broker.publish(message(2));

        await().atMost(BACK).untilAsserted(() -> assertThat(received).containsExactly(message(1), message(2)));
    }

    @Test
    void hearsWhatIsPublishedAsSoonAsItHasWaitedForIt() {
        Topic created = Topic.ofChannel("apps:created");
        broker.follow(created.space());
        broker.awaitFollowing(created.space());

        assertThat(redis.listeners("apps:created")).isEqualTo(1);
    }

    @Test
    void followsVeryManySpaces() {
        IntStream.range(0, 20_000).forEach(i -> broker.follow("channel:apps:" + i));
        broker.follow("org:globex");
        broker.unfollow("org:globex");
        broker.follow("org:globex");

        await().atMost(BACK).until(() -> redis.listeners("ws:org:globex") == 1);
        await().atMost(BACK).until(() -> redis.listeners("apps:19999") == 1);
    }

    @Test
    void givesBackToItselfWhatItTellsAll() {
        broker.follow(CREATED.topic().space());
        broker.awaitFollowing(CREATED.topic().space());

        boolean told = broker.tellAll(CREATED);

        assertThat(told).isTrue();
        await().atMost(BACK).until(() -> received.size() == 1);
        assertThat(received.get(0).publication().payload()).isEqualTo("{ \"id\": 1 }");
    }

    @Test
    void tellsAllOnlyWhenRedisHasIt() {
        try (Wire wire = Wire.to(redis.url().getPort());
                RedisBroker far = far(wire)) {
            far.start(received::add);
            await().atMost(BACK).until(far::connected);
            wire.hold();

            CompletableFuture<Boolean> told = CompletableFuture.supplyAsync(() -> far.tellAll(CREATED));
            assertThatThrownBy(() -> told.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            wire.mend();

            assertThat(told).succeedsWithin(BACK).isEqualTo(true);
        }
    }

    @Test
    void knowsThatRedisRefusesAChannel() {
        redis.allowOnly("ws:*", "heliograph:anchor");

        boolean told = broker.tellAll(CREATED);

        assertThat(told).isFalse();
        assertThat(broker.connected()).isTrue();
        publishAndHear(1);
    }

    @Test
    void isAwayWhileRedisRefusesItAChannelAndBackWhenItDoesNot() {
        redis.allowOnly("ws:*", "heliograph:anchor");
        broker.follow(CREATED.topic().space());
        await().atMost(NOTICED).until(() -> !broker.connected());

        redis.allowOnly("*");

        await().atMost(BACK).until(broker::connected);
        assertThat(redis.listeners("apps:created")).isEqualTo(1);
    }

    @Test
    void needsNoOtherRightsThanTheManualSays() throws IOException {
        String account = Files.readString(Path.of("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("ACL SETUSER heliograph "))
                .findFirst()
                .orElseThrow();
        redis.account(account.substring("ACL SETUSER ".length()).split(" "));
        URI url = URI.create(
                "redis://heliograph:password@127.0.0.1:" + redis.url().getPort() + "/1");
        List<String> channels = Stream.of(
                        "apps:created",
                        "users:created",
                        "user:alice",
                        "database:row_updated",
                        "deployments:started",
                        "storage:deleted",
                        "system:health",
                        "announcements")
                .map(name -> Topic.ofChannel(name).space())
                .toList();
        try (RedisBroker restricted = new RedisBroker(url, this::thread, Clock.systemUTC())) {
            restricted.follow("org:globex");
            channels.forEach(restricted::follow);
            restricted.start(received::add);
            await().atMost(BACK).until(restricted::connected);

            restricted.publish(message(1));
            assertThat(restricted.tellAll(CREATED)).isTrue();
            await().atMost(BACK).until(() -> received.size() == 2);
            restricted.unfollow("org:globex");
            await().atMost(BACK).until(() -> redis.listeners("ws:org:globex") == 0);

            assertThat(restricted.connected()).isTrue();
            assertThat(redis.refusals()).isEmpty();
        }
    }

    @Test
    void waitsForNothingWhileRedisIsAway() {
        redis.stop();
        await().atMost(NOTICED).until(() -> !broker.connected());
        long began = System.nanoTime();

        broker.awaitFollowing("org:globex");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        assertThat(broker.tellAll(message(1).publication())).isFalse();
    }

    @Test
    void hearsNothingOfASpaceThatItNoLongerFollows() {
        broker.unfollow("org:acme");
        broker.follow("org:globex");

        await().atMost(BACK).until(() -> redis.listeners("ws:org:acme") == 0 && redis.listeners("ws:org:globex") == 1);
    }

    @Test
    void noticesADeadRedisAndComesBackToAllThatIsFollowed() {
        redis.stop();
        await().atMost(NOTICED).until(() -> !broker.connected());
        broker.follow("org:globex");

        redis.start();

        await().atMost(BACK).until(() -> redis.listeners("ws:org:globex") == 1);
        publishAndHear(3);
        assertThat(broker.connected()).isTrue();
    }

    @Test
    void isConnectedAgainOnlyWhenItHearsAllThatIsFollowed() {
        try (Wire wire = Wire.to(redis.url().getPort());
                RedisBroker far = far(wire)) {
            far.start(received::add);
            await().atMost(BACK).until(far::connected);
            redis.stop();
            await().atMost(NOTICED).until(() -> !far.connected());
            IntStream.range(0, 1_200).forEach(i -> far.follow("channel:apps:" + i));
            wire.slow(Duration.ofMillis(100));

            redis.start();

            await().pollInterval(Duration.ofMillis(1)).atMost(BACK).until(far::connected);
            assertThat(IntStream.range(0, 1_200).filter(i -> redis.listeners("apps:" + i) == 0))
                    .isEmpty();
        }
    }

    @Test
    void letsGoOfWhatIsNoLongerFollowedWhenItIsConnected() {
        try (Wire wire = Wire.to(redis.url().getPort());
                RedisBroker far = far(wire)) {
            wire.slow(Duration.ofMillis(100));
            far.follow("org:globex");
            far.start(received::add);
            await().pollInterval(Duration.ofMillis(1)).atMost(BACK).until(() -> redis.listeners("ws:org:globex") == 1);

            assertThat(far.connected()).isFalse();
            far.unfollow("org:globex");

            await().atMost(BACK).until(() -> redis.listeners("ws:org:globex") == 0);
        }
    }

    @Test
    void noticesAFrozenRedisAndComesBackWhenItThaws() {
        redis.freeze();
        await().atMost(NOTICED).until(() -> !broker.connected());

        redis.thaw();

        await().atMost(BACK).until(broker::connected);
        publishAndHear(4);
    }

    @Test
    void neverHoldsUpWhoeverPublishesOrFollows() {
        redis.freeze();
        long began = System.nanoTime();

        for (int seq = 1; seq <= 50_000; seq++) {
            broker.publish(message(seq));
        }
        broker.follow("org:globex");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void sendsNothingOldWhenRedisIsBack() {
        redis.stop();
        await().atMost(NOTICED).until(() -> !broker.connected());
        broker.publish(message(5));

        redis.start();
        publishAndHear(6);

        assertThat(received).doesNotContain(message(5));
    }

    @Test
    void leavesNoThreadBehind() {
        broker.close();

        await().atMost(NOTICED).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void leavesNoThreadBehindWhileRedisIsAway() {
        redis.stop();
        await().atMost(NOTICED).until(() -> !broker.connected());

        broker.close();

        await().atMost(NOTICED).until(() -> threads.stream().noneMatch(Thread::isAlive));
        redis.start();
    }
}
