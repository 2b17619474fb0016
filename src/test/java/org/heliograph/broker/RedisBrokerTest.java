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
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.settings.RedisUrl;
import org.heliograph.testing.LoggedRecords;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisBrokerTest {
    @RegisterExtension
    final LoggedRecords logged = new LoggedRecords("org.heliograph.broker");

    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");
    private static final Publication CREATED = new Publication(
            Topic.ofChannel("apps:created"), Publication.UNLOGGED, "event", "{ \"id\": 1 }", Instant.EPOCH);
    private static final String HERE = "this-installation";
    private static final int MAX_LENGTH = 4_096;
    private static final Duration DETECTED = Duration.ofSeconds(3);
    private static final Duration RECOVERED = Duration.ofSeconds(30);

    private final RedisProcess redis = new RedisProcess();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final RedisBroker broker = broker(redis.url(), "");

    private RedisBroker broker(URI url, String prefix) {
        return new RedisBroker(
                RedisUrl.parse("" + url), new MessageCodec(prefix), MAX_LENGTH, this::thread, Clock.systemUTC());
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    @BeforeEach
    void connect() {
        broker.start(HERE, received::add);
        broker.subscribe("org:acme");
        await().atMost(RECOVERED).until(() -> broker.connected() && redis.listeners("ws:org:acme") == 1);
    }

    @AfterEach
    void end() {
        broker.close();
        redis.close();
    }

    private RedisBroker proxied(TcpProxy proxy) {
        return broker(URI.create("redis://127.0.0.1:" + proxy.port()), "");
    }

    private static Message message(long seq) {
        return message(HERE, seq);
    }

    private static Message message(String installation, long seq) {
        return new Message(
                new Message.Sender(installation, "1", "node"),
                new Publication(MACHINES, seq, "UPDATE", "{\"n\":1}", Instant.EPOCH));
    }

    private void publishUntilReceived(long seq) {
        await().atMost(RECOVERED).until(() -> {
            broker.publish(message(seq));
            return received.contains(message(seq));
        });
    }

    @Test
    void deliversMessagesOfSubscribedNamespaces() {
        broker.publish(message(1));
        broker.publish(message(2));

        await().atMost(RECOVERED).untilAsserted(() -> assertThat(received).containsExactly(message(1), message(2)));
    }

    @Test
    void ignoresAndCountsMessagesOfAnotherInstallation() {
        try (RedisBroker staging = broker(redis.url(), "")) {
            staging.start("another", message -> {});
            await().atMost(RECOVERED).until(staging::connected);

            staging.publish(message("another", 1));
            staging.publish(message("another", 2));

            await().atMost(RECOVERED).until(() -> broker.statistics().otherInstallation() == 2);
        }
        publishUntilReceived(3);
        assertThat(received).allMatch(message -> message.sender().installation().equals(HERE));
    }

    @Test
    void aPrefixSeparatesInstallationsAlsoOnSharedChannels() {
        broker.subscribe(CREATED.topic().namespace());
        broker.awaitSubscribed(CREATED.topic().namespace());
        try (RedisBroker staging = broker(redis.url(), "staging:")) {
            staging.start("another", received::add);
            staging.subscribe("org:acme");
            await().atMost(RECOVERED).until(() -> staging.connected() && redis.listeners("staging:ws:org:acme") == 1);
            staging.publish(message("another", 1));
            staging.publishShared(CREATED);
            await().atMost(RECOVERED).until(() -> !received.isEmpty());
        }
        publishUntilReceived(2);
        assertThat(received).doesNotContain(new Message(null, CREATED));
        assertThat(broker.statistics()).isEqualTo(BrokerStatistics.NONE);
    }

    @Test
    void takesFromOtherProgramsOnlyWhatMayBePublished() {
        broker.subscribe("identity");
        broker.awaitSubscribed("identity");
        redis.publish(
                "ws:identity",
                "{\"channel\":\"revocations\",\"event\":\"account\",\"payload\":{\"account_id\":\"a\"}}");
        redis.publish("ws:org:acme", "{\"channel\":\"machines\",\"event\":\"DELETE\",\"payload\":{\"id\":\"m\"}}");
        redis.publish(
                "ws:org:acme", "{\"channel\":\"audit\",\"event\":\"INSERT\",\"payload\":{\"action\":\"sign-in\"}}");
        redis.publish("ws:org:acme", "{\"channel\":\"posture\",\"event\":\"changed\",\"payload\":{},\"seq\":9}");

        await().atMost(RECOVERED).until(() -> received.size() == 1);

        assertThat(received.get(0).publication().topic()).isEqualTo(Topic.ofOrganization("acme", "posture"));
        assertThat(received.get(0).publication().logged()).isFalse();
        await().atMost(RECOVERED).until(() -> broker.statistics().refused() == 3);
    }

    @Test
    void dropsAndCountsMessagesThatFitIntoNoQueue() {
        redis.publish(
                "ws:org:acme",
                "{\"channel\":\"posture\",\"event\":\"large\",\"payload\":{\"x\":\"" + "x".repeat(5_000_000) + "\"}}");
        publishUntilReceived(1);

        assertThat(received).noneMatch(message -> message.publication().event().equals("large"));
        assertThat(broker.statistics().tooLarge()).isEqualTo(1);
    }

    @Test
    void dropsAndCountsLargeMessagesOfOtherProgramsOnSharedChannels() {
        broker.subscribe(CREATED.topic().namespace());
        broker.awaitSubscribed(CREATED.topic().namespace());

        redis.publish("apps:created", "\"" + "x".repeat(MAX_LENGTH) + "\"");
        redis.publish("apps:created", "\"small\"");

        await().atMost(RECOVERED).until(() -> received.size() == 1);
        assertThat(received.get(0).publication().payload()).isEqualTo("\"small\"");
        assertThat(broker.statistics().tooLarge()).isEqualTo(1);
    }

    @Test
    void doesNotSendWhatTheOtherNodesWouldDrop() {
        String large = "{\"x\":\"" + "x".repeat(MAX_LENGTH) + "\"}";
        broker.publish(new Message(message(1).sender(), new Publication(MACHINES, 1, "UPDATE", large, Instant.EPOCH)));

        assertThat(broker.publishShared(
                        new Publication(CREATED.topic(), Publication.UNLOGGED, "event", large, Instant.EPOCH)))
                .isFalse();
        assertThat(broker.statistics().tooLarge()).isEqualTo(2);
    }

    @Test
    void takesMessagesOfAnyBytes() {
        broker.subscribe(CREATED.topic().namespace());
        broker.awaitSubscribed(CREATED.topic().namespace());
        byte[] garbage = new byte[2_000];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = (byte) (i * 37);
        }

        redis.publish("apps:created", garbage);
        redis.publish("ws:org:acme", garbage);
        redis.publish("ws:org:acme", new byte[0]);
        publishUntilReceived(1);

        assertThat(received).allMatch(message(1)::equals);
        assertThat(broker.statistics().unreadable()).isEqualTo(3);
        assertThat(broker.connected()).isTrue();
    }

    @Test
    void anErrorInOneMessageEndsNeitherTheConnectionNorTheThread() {
        try (RedisBroker failing = broker(redis.url(), "")) {
            failing.subscribe("org:acme");
            failing.start(HERE, message -> {
                if (message.publication().seq() == 1) {
                    throw new StackOverflowError("of this test");
                }
                received.add(message);
            });
            await().atMost(RECOVERED).until(() -> failing.connected() && redis.listeners("ws:org:acme") == 2);
            received.clear();

            broker.publish(message(1));
            broker.publish(message(2));

            await().atMost(RECOVERED)
                    .until(() -> received.stream().filter(message(2)::equals).count() == 2);
            assertThat(failing.connected()).isTrue();
        }
    }

    @Test
    void deeplyNestedMessagesAreCountedAndWriteOneLine() {
        String deep = "{\"channel\":\"posture\",\"event\":\"deep\",\"payload\":" + "{\"a\":".repeat(500) + "1"
                + "}".repeat(501);
        String array = "[".repeat(1_100);
        for (int i = 0; i < 100; i++) {
            redis.publish("ws:org:acme", deep);
            redis.publish("ws:org:acme", array);
        }
        publishUntilReceived(1);

        assertThat(broker.statistics().unreadable()).isEqualTo(200);
        assertThat(logged.all())
                .filteredOn(line -> line.getLevel() == Level.WARNING)
                .hasSize(1)
                .allMatch(line -> line.getThrown() == null);
    }

    @Test
    void isSubscribedAfterAwaitingIt() {
        Topic created = Topic.ofChannel("apps:created");
        broker.subscribe(created.namespace());
        broker.awaitSubscribed(created.namespace());

        assertThat(redis.listeners("apps:created")).isEqualTo(1);
    }

    @Test
    void subscribesToThousandsOfNamespaces() {
        IntStream.range(0, 20_000).forEach(i -> broker.subscribe("channel:apps:" + i));
        broker.subscribe("org:globex");
        broker.unsubscribe("org:globex");
        broker.subscribe("org:globex");

        await().atMost(RECOVERED).until(() -> redis.listeners("ws:org:globex") == 1);
        await().atMost(RECOVERED).until(() -> redis.listeners("apps:19999") == 1);
    }

    @Test
    void receivesItsOwnSharedPublications() {
        broker.subscribe(CREATED.topic().namespace());
        broker.awaitSubscribed(CREATED.topic().namespace());

        boolean sent = broker.publishShared(CREATED);

        assertThat(sent).isTrue();
        await().atMost(RECOVERED).until(() -> received.size() == 1);
        assertThat(received.get(0).publication().payload()).isEqualTo("{ \"id\": 1 }");
    }

    @Test
    void publishSharedReturnsWhenRedisHasTheMessage() {
        try (TcpProxy proxy = TcpProxy.to(redis.url().getPort());
                RedisBroker proxied = proxied(proxy)) {
            proxied.start(HERE, received::add);
            await().atMost(RECOVERED).until(proxied::connected);
            proxy.stopForwarding();

            CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> proxied.publishShared(CREATED));
            assertThatThrownBy(() -> sent.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            proxy.restore();

            assertThat(sent).succeedsWithin(RECOVERED).isEqualTo(true);
        }
    }

    @Test
    void publishSharedReportsARefusedRedisChannel() {
        redis.allowOnly("ws:*", "heliograph:probe:*");

        boolean sent = broker.publishShared(CREATED);

        assertThat(sent).isFalse();
        assertThat(broker.connected()).isTrue();
        publishUntilReceived(1);
    }

    @Test
    void isDisconnectedWhileRedisRefusesASubscription() {
        redis.allowOnly("ws:*", "heliograph:probe:*");
        broker.subscribe(CREATED.topic().namespace());
        StallFreeClock.within(DETECTED, () -> !broker.connected());

        redis.allowOnly("*");

        await().atMost(RECOVERED).until(broker::connected);
        assertThat(redis.listeners("apps:created")).isEqualTo(1);
    }

    @Test
    void needsOnlyTheDocumentedPermissions() throws IOException {
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
                .map(name -> Topic.ofChannel(name).namespace())
                .toList();
        try (RedisBroker restricted = broker(url, "")) {
            restricted.subscribe("org:globex");
            channels.forEach(restricted::subscribe);
            restricted.start(HERE, received::add);
            await().atMost(RECOVERED).until(restricted::connected);

            restricted.publish(message(1));
            assertThat(restricted.publishShared(CREATED)).isTrue();
            await().atMost(RECOVERED).until(() -> received.size() == 2);
            restricted.unsubscribe("org:globex");
            await().atMost(RECOVERED).until(() -> redis.listeners("ws:org:globex") == 0);

            assertThat(restricted.connected()).isTrue();
            assertThat(redis.refusals()).isEmpty();
        }
    }

    @Test
    void doesNotBlockWhileRedisIsUnreachable() {
        redis.stop();
        StallFreeClock.within(DETECTED, () -> !broker.connected());
        long began = StallFreeClock.nanos();

        broker.awaitSubscribed("org:globex");

        assertThat(StallFreeClock.since(began)).isLessThan(Duration.ofMillis(500));
        assertThat(broker.publishShared(message(1).publication())).isFalse();
    }

    @Test
    void unsubscribesFromANamespace() {
        broker.unsubscribe("org:acme");
        broker.subscribe("org:globex");

        await().atMost(RECOVERED)
                .until(() -> redis.listeners("ws:org:acme") == 0 && redis.listeners("ws:org:globex") == 1);
    }

    @Test
    void detectsAStoppedRedisAndSubscribesAgain() {
        redis.stop();
        StallFreeClock.within(DETECTED, () -> !broker.connected());
        broker.subscribe("org:globex");

        redis.start();

        await().atMost(RECOVERED).until(() -> redis.listeners("ws:org:globex") == 1);
        publishUntilReceived(3);
        assertThat(broker.connected()).isTrue();
    }

    @Test
    void isConnectedAgainOnlyWhenEverySubscriptionIsConfirmed() {
        try (TcpProxy proxy = TcpProxy.to(redis.url().getPort());
                RedisBroker proxied = proxied(proxy)) {
            proxied.start(HERE, received::add);
            await().atMost(RECOVERED).until(proxied::connected);
            redis.stop();
            StallFreeClock.within(DETECTED, () -> !proxied.connected());
            IntStream.range(0, 1_200).forEach(i -> proxied.subscribe("channel:apps:" + i));
            proxy.delay(Duration.ofMillis(100));

            redis.start();

            await().pollInterval(Duration.ofMillis(1)).atMost(RECOVERED).until(proxied::connected);
            assertThat(IntStream.range(0, 1_200).filter(i -> redis.listeners("apps:" + i) == 0))
                    .isEmpty();
        }
    }

    @Test
    void unsubscribesWhatWasRemovedWhileConnecting() {
        await().atMost(RECOVERED).pollDelay(Duration.ZERO).until(this::unsubscribedWhileConnecting);
    }

    /** @return whether it was still connecting, as it is not any more where the machine stands still */
    private boolean unsubscribedWhileConnecting() {
        try (TcpProxy proxy = TcpProxy.to(redis.url().getPort());
                RedisBroker proxied = proxied(proxy)) {
            proxy.delay(Duration.ofMillis(200));
            proxied.subscribe("org:globex");
            proxied.start(HERE, received::add);
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(RECOVERED)
                    .until(() -> redis.listeners("ws:org:globex") == 1);

            boolean connecting = !proxied.connected();
            proxied.unsubscribe("org:globex");

            await().atMost(RECOVERED).until(() -> redis.listeners("ws:org:globex") == 0);
            return connecting;
        }
    }

    @Test
    void detectsAFrozenRedisAndRecovers() {
        redis.freeze();
        StallFreeClock.within(DETECTED, () -> !broker.connected());

        redis.thaw();

        await().atMost(RECOVERED).until(broker::connected);
        publishUntilReceived(4);
    }

    @Test
    void neverBlocksPublishOrSubscribe() {
        redis.freeze();
        long longest = 0;

        for (int seq = 1; seq <= 50_000; seq++) {
            long began = StallFreeClock.nanos();
            broker.publish(message(seq));
            longest = Math.max(longest, StallFreeClock.nanos() - began);
        }
        long began = StallFreeClock.nanos();
        broker.subscribe("org:globex");

        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofMillis(500));
        assertThat(StallFreeClock.since(began)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void discardsMessagesWhileDisconnected() {
        redis.stop();
        StallFreeClock.within(DETECTED, () -> !broker.connected());
        broker.publish(message(5));

        redis.start();
        publishUntilReceived(6);

        assertThat(received).doesNotContain(message(5));
    }

    @Test
    void endsItsThreads() {
        broker.close();

        StallFreeClock.within(DETECTED, () -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void endsItsThreadsWhileRedisIsUnreachable() {
        redis.stop();
        StallFreeClock.within(DETECTED, () -> !broker.connected());

        broker.close();

        StallFreeClock.within(DETECTED, () -> threads.stream().noneMatch(Thread::isAlive));
        redis.start();
    }
}
