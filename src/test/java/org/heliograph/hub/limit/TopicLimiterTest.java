package org.heliograph.hub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;

class TopicLimiterTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "heliograph.limit.topics", "100",
            "heliograph.limit.topics.peer", "60",
            "heliograph.limit.subscriptions.peer", "90");

    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final AtomicLong millis = new AtomicLong();
    private final TopicLimiter limiter =
            new TopicLimiter(registry, new Configuration(name -> Optional.ofNullable(SETTINGS.get(name))), millis::get);

    private static List<Topic> topics(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Topic.ofChannel("deployments:d" + i))
                .toList();
    }

    @Test
    void oneAddressOpensItsPartOfTheTopicsThroughAnyNumberOfSockets() {
        assertThat(limiter.admit(connection("a"), topics(0, 40))).isTrue();
        assertThat(limiter.admit(connection("a"), topics(40, 61))).isFalse();
        assertThat(limiter.admit(connection("a"), topics(40, 60))).isTrue();

        assertThat(limiter.size()).isEqualTo(60);
    }

    @Test
    void topicsThatAreOpenMayBeSharedByEverybody() {
        limiter.admit(connection("a"), topics(0, 60));

        assertThat(limiter.admit(connection("b"), topics(0, 60))).isTrue();
        assertThat(limiter.admit(connection("b"), topics(60, 100))).isTrue();
        assertThat(limiter.admit(connection("c"), topics(100, 101))).isFalse();
        assertThat(limiter.admit(connection("c"), topics(0, 60))).isTrue();
    }

    @Test
    void topicsCountUntilTheyAreClosed() {
        limiter.admit(connection("a"), topics(0, 60));

        // they may be on the way to be opened
        limiter.release(topic -> false);
        assertThat(limiter.size()).isEqualTo(60);
        millis.addAndGet(20_000);
        limiter.release(topic -> true);
        assertThat(limiter.admit(connection("a"), topics(60, 61))).isFalse();

        millis.addAndGet(20_000);
        limiter.release(topic -> false);
        assertThat(limiter.size()).isZero();
        assertThat(limiter.admit(connection("a"), topics(60, 120))).isTrue();
    }

    @Test
    void allSubscriptionsOfAnAddressAreBounded() {
        Connection first = connection("a");
        Connection second = connection("a");
        hub.subscribe(first, topics(0, 50), null);
        hub.subscribe(second, topics(0, 30), null);

        assertThat(limiter.admit(second, topics(0, 41))).isFalse();
        assertThat(limiter.admit(second, topics(0, 40))).isTrue();

        hub.close(first);
        assertThat(limiter.admit(second, topics(0, 60))).isTrue();
        hub.close(second);
        assertThat(registry.subscriptionsOf(connection("a"))).isZero();
    }

    @Test
    void namesOfFiltersCountLikeSubscriptionsUntilTheirConnectionEnds() {
        Connection first = connection("a");
        assertThat(limiter.admitFilter(first, 80)).isTrue();
        assertThat(limiter.admitFilter(connection("a"), 11)).isFalse();
        assertThat(limiter.admitFilter(connection("a"), 10)).isTrue();
        assertThat(limiter.admitFilter(connection("b"), 80)).isTrue();

        hub.close(first);
        limiter.admitFilter(first, 5);
        assertThat(registry.subscriptionsOf(connection("a"))).isEqualTo(10);
    }

    private Connection connection(String address) {
        Connection connection = new Connection(
                new FakeDialect(100, false),
                new Peer(null, null, address, Peer.NEVER),
                new FakeTransport(),
                0,
                1_000_000);
        hub.open(connection, null);
        return connection;
    }
}
