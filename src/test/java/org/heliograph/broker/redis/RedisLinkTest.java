package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.settings.RedisUrl;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.SentinelProcess;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ways to Redis on which both connections are open and answer, and texts do not come back. */
class RedisLinkTest {
    private static final String CHANNEL = "apps:created";
    private static final Duration DETECTED = Duration.ofSeconds(4);
    private static final Duration RECOVERED = Duration.ofSeconds(30);

    private final RedisProcess redis = new RedisProcess();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        redis.close();
    }

    private RedisLink link(String url) {
        RedisLink link = new RedisLink(RedisUrl.parse(url), "heliograph:probe:", (channel, text) -> received.add(text));
        link.subscribe(CHANNEL);
        link.start(Thread::new);
        return link;
    }

    private RedisLink link(int port) {
        return link("redis://127.0.0.1:" + port);
    }

    private static boolean passes(RedisLink link) {
        return link.problem().isEmpty();
    }

    private static void awaitProblem(RedisLink link, LinkFailure.Kind kind) {
        String summary = new LinkFailure(kind, "").summary();
        StallFreeClock.within(DETECTED, () -> link.problem().equals(Optional.of(summary)));
    }

    private void publishUntilReceived(RedisLink link, String text) {
        await().atMost(RECOVERED).until(() -> {
            link.publish(CHANNEL, () -> text, text.length());
            return received.contains(text);
        });
    }

    @Test
    void aSenderAndAListenerOnDifferentServersAreFoundAndRecoverTogether() {
        AtomicInteger connections = new AtomicInteger();
        try (RedisProcess other = new RedisProcess()) {
            int[] ports = {redis.url().getPort(), other.url().getPort()};
            // as a name with two addresses, or a proxy in front of two servers, until an administrator mends it
            boolean[] mended = {false};
            try (TcpProxy proxy = TcpProxy.to(() -> mended[0] ? ports[0] : ports[connections.getAndIncrement() % 2]);
                    RedisLink link = link(proxy.port())) {
                awaitProblem(link, LinkFailure.Kind.UNHEARD);
                assertThat(link.publishAndWait(CHANNEL, () -> "1", 1)).isFalse();

                mended[0] = true;

                await().atMost(RECOVERED).until(() -> passes(link));
                publishUntilReceived(link, "2");
            }
        }
    }

    @Test
    void aReplicaIsFoundAndUsedAsSoonAsItIsTheMaster() {
        try (RedisProcess master = new RedisProcess()) {
            redis.replicate(master);
            try (RedisLink link = link(redis.url().getPort())) {
                awaitProblem(link, LinkFailure.Kind.REPLICA);

                redis.promote();

                await().atMost(RECOVERED).until(() -> passes(link));
            }
        }
    }

    @Test
    void aMasterThatBecomesAReplicaIsFound() {
        try (RedisProcess master = new RedisProcess();
                RedisLink link = link(redis.url().getPort())) {
            await().atMost(RECOVERED).until(() -> passes(link));

            redis.replicate(master);

            awaitProblem(link, LinkFailure.Kind.REPLICA);
        }
    }

    @Test
    void anAccountThatMayNotUseTheProbesChannelIsFound() {
        redis.allowOnly("apps:*");
        try (RedisLink link = link(redis.url().getPort())) {
            awaitProblem(link, LinkFailure.Kind.REFUSED);

            redis.allowOnly("apps:*", "heliograph:probe:*");

            await().atMost(RECOVERED).until(() -> passes(link));
        }
    }

    @Test
    void anAccountThatMaySubscribeAndNotPublishIsFound() {
        redis.account("deaf", "on", ">secret", "&*", "-@all", "+ping", "+select", "+subscribe", "+unsubscribe");
        try (RedisLink link =
                link("redis://deaf:secret@127.0.0.1:" + redis.url().getPort())) {
            awaitProblem(link, LinkFailure.Kind.REFUSED);

            redis.account("deaf", "+publish");

            await().atMost(RECOVERED).until(() -> passes(link));
        }
    }

    @Test
    void followsTheSentinelsToANewMaster() {
        try (RedisProcess second = new RedisProcess()) {
            for (RedisProcess each : List.of(redis, second)) {
                each.account("fleet", "on", ">secret", "&*", "-@all", "+ping", "+select", "+@pubsub");
            }
            second.replicate(redis);
            try (SentinelProcess sentinel = new SentinelProcess("main", redis, "watched")) {
                sentinel.awaitReplica();
                // the first one named does not answer
                String url = "redis-sentinel://fleet:secret@127.0.0.1:1,127.0.0.1:" + sentinel.port()
                        + "/0?sentinelMasterId=main&sentinelPassword=watched";
                try (RedisLink link = link(url)) {
                    await().atMost(RECOVERED).until(() -> passes(link));
                    assertThat(redis.listeners(CHANNEL)).isEqualTo(1);

                    redis.stop();

                    StallFreeClock.within(DETECTED, () -> !passes(link));
                    await().atMost(RECOVERED).until(() -> passes(link));
                    assertThat(second.listeners(CHANNEL)).isEqualTo(1);
                    publishUntilReceived(link, "after the failover");
                } finally {
                    redis.start();
                }
            }
        }
    }

    @Test
    void saysThatTheSentinelsDoNotKnowTheMaster() {
        try (SentinelProcess sentinel = new SentinelProcess("main", redis, "watched")) {
            String address = "127.0.0.1:" + sentinel.port();
            RedisConnector connector = new RedisConnector(
                    RedisUrl.parse("redis-sentinel://" + address + "?sentinelMasterId=other&sentinelPassword=watched"));

            assertThatThrownBy(connector::open).hasMessage("the Sentinel " + address + " knows no master other");
        }
    }
}
