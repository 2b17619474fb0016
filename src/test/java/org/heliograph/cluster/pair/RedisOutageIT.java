package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithPair
class RedisOutageIT {
    private static final String REFUSED = "redis refuses the account, a channel or a command";
    private static final Duration DETECTED = Duration.ofSeconds(3);
    /** The comparison of each second alone would take half a second on average. */
    private static final Duration USUALLY_THROUGH_THE_LOG = Duration.ofMillis(400);

    private static final Duration THROUGH_THE_LOG = Duration.ofMillis(2_500);

    /** Time to reconnect both connections on a busy machine. */
    private static final Duration RECOVERED = Duration.ofSeconds(30);

    /** Longer than the nodes wait for a reply. */
    private static final Duration LATE = Duration.ofMillis(1_500);

    private final Pair pair;
    private FleetSubscriber onA;
    private FleetSubscriber onB;
    private boolean stopped;

    RedisOutageIT(Pair pair) {
        this.pair = pair;
    }

    @BeforeEach
    void listen() {
        AcmeLog.awaitNumbered(pair);
        onA = FleetSubscriber.on(pair.acmeOnA(), "machines");
        onB = FleetSubscriber.on(pair.acmeOnB(), "machines");
        pair.awaitRedisSubscriptions();
    }

    @AfterEach
    void leave() {
        if (stopped) {
            startRedis();
        }
        pair.redisProxy(pair.a()).restore();
        pair.redisProxy(pair.b()).restore();
        onA.close();
        onB.close();
    }

    private void stopRedis() {
        pair.redis().stop();
        stopped = true;
        StallFreeClock.within(DETECTED, () -> !Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));
    }

    private void startRedis() {
        pair.redis().start();
        stopped = false;
        pair.awaitRedisSubscriptions();
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }

    @Test
    void healthReportsDegradedWithTheReasonAndTheNodeServes() {
        stopRedis();

        for (Server node : List.of(pair.a(), pair.b())) {
            Answer health = node.api().get("/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().getString("status")).isEqualTo("degraded");
            assertThat(health.json().getString("reason")).isEqualTo("redis unreachable");
            assertThat(health.json().getJsonArray("degraded")).hasToString("[\"redis\"]");

            Answer ready = node.api().get("/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.json().getString("status")).isEqualTo("UP");
            assertThat(ready.json().getJsonArray("degraded")).hasToString("[\"redis\"]");
            assertThat(ready.text())
                    .contains("{\"name\":\"redis\",\"status\":\"UP\",\"data\":{\"reason\":\"redis unreachable\"}}");
        }
    }

    @Test
    void eventsArriveThroughTheLog() {
        stopRedis();
        long began = StallFreeClock.nanos();

        String machine = pair.acmeOnA().register().id();

        assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(machine);
        assertThat(StallFreeClock.since(began)).isLessThan(THROUGH_THE_LOG);
        assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(machine);
    }

    @Test
    void theLogIsReadTenTimesASecondWhileRedisIsAway() {
        Fleet acme = pair.acmeOnA();
        String machine = acme.register().id();
        onB.payloads(1);
        stopRedis();

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            acme.patch(machine, "{\"version\":\"" + i + "\"}");
            long changed = StallFreeClock.nanos();
            onB.payloads(1);
            millis.add(StallFreeClock.since(changed).toMillis());
        }

        millis.sort(null);
        assertThat(millis.get(4)).as("median of %s", millis).isLessThan(USUALLY_THROUGH_THE_LOG.toMillis());
    }

    @Test
    void whatRedisRefusesIsReportedAndEventsArriveThroughTheLog() {
        // every channel but those on which the nodes hear themselves
        pair.redis().allowOnly("apps:*", "ws:*");
        try {
            StallFreeClock.within(DETECTED, () -> reasons().allMatch(REFUSED::equals));

            String machine = pair.acmeOnA().register().id();

            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(machine);
        } finally {
            pair.redis().allowOnly("*");
        }
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }

    private Stream<String> reasons() {
        return Stream.of(pair.a(), pair.b())
                .map(node -> node.api().get("/health").json().getString("reason", ""));
    }

    @Test
    void aRemovedMemberIsDisconnectedOnBothNodes() {
        InvitedUser member = InvitedUser.join(pair.acmeOnA(), "member");
        stopRedis();
        try (FleetSubscriber here = FleetSubscriber.on(new Membership(pair, member).onA(), "machines");
                FleetSubscriber there = FleetSubscriber.on(new Membership(pair, member).onB(), "machines")) {
            new Membership(pair, member).end();

            assertThat(here.socket().end(THROUGH_THE_LOG).code()).isEqualTo(4003);
            assertThat(there.socket().end(THROUGH_THE_LOG).code()).isEqualTo(4003);
        }
    }

    @Test
    void aSessionThatEndsOnOneNodeEndsOnTheOther() {
        InvitedUser member = InvitedUser.join(pair.acmeOnA(), "member");
        stopRedis();
        try (FleetSubscriber there = FleetSubscriber.on(new Membership(pair, member).onB(), "machines")) {
            pair.a()
                    .api()
                    .post("/api/auth/logout", "{\"refresh_token\":\"" + member.refreshToken() + "\"}")
                    .data();

            assertThat(there.socket().end(THROUGH_THE_LOG).code()).isEqualTo(4001);
        }
    }

    @Test
    void anOutageLosesAndDuplicatesNothing() {
        AcmeLog log = AcmeLog.start(pair);
        ConcurrentWriters writers =
                new ConcurrentWriters().add(pair.acmeOnA(), 2, 40).add(pair.acmeOnB(), 2, 40);

        stopRedis();
        startRedis();
        writers.join();
        new ConcurrentWriters().add(pair.acmeOnB(), 1, 5).join();

        int expected = 4 * 41 + 6;
        List<JsonObject> toA = onA.payloads(expected);
        assertThat(toA).isEqualTo(log.payloads());
        assertThat(onB.payloads(expected)).isEqualTo(toA);
    }

    @Test
    void messagesGoThroughRedisAgainAfterAnOutage() {
        stopRedis();
        startRedis();

        try (FleetSubscriber a = FleetSubscriber.on(pair.acmeOnA(), "posture");
                FleetSubscriber b = FleetSubscriber.on(pair.acmeOnB(), "posture")) {
            pair.redis().publish("ws:org:acme", "{\"channel\":\"posture\",\"event\":\"HELLO\",\"payload\":{}}");

            assertThat(a.next(1).get(0).getString("event")).isEqualTo("HELLO");
            assertThat(b.next(1).get(0).getString("event")).isEqualTo("HELLO");
        }
    }

    @Test
    void aNodeThatAloneLosesRedisContinuesThroughTheLog() {
        AcmeLog log = AcmeLog.start(pair);
        TcpProxy proxy = pair.redisProxy(pair.b());
        proxy.stopForwarding();
        try {
            StallFreeClock.within(DETECTED, () -> !Pair.healthy(pair.b()));
            // the other node is still connected; where the machine stands still, it connects again
            await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));
            long began = StallFreeClock.nanos();
            String made = pair.acmeOnA().register().id();
            assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(made);
            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(made);
            made = pair.acmeOnB().register().id();
            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(made);
            assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(made);
            assertThat(StallFreeClock.since(began)).isLessThan(THROUGH_THE_LOG.multipliedBy(2));
        } finally {
            proxy.restore();
        }
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.b()));
        pair.awaitRedisSubscriptions();
        pair.acmeOnA().register();
        assertThat(onB.payloads(1)).isEqualTo(onA.payloads(1));
        assertThat(log.payloads()).hasSize(3);
    }

    @Test
    void aSlowRedisLosesDuplicatesAndReordersNothing() {
        AcmeLog log = AcmeLog.start(pair);
        pair.redisProxy(pair.a()).delay(LATE);
        pair.redisProxy(pair.b()).delay(LATE.dividedBy(10));
        ConcurrentWriters writers =
                new ConcurrentWriters().add(pair.acmeOnA(), 2, 20).add(pair.acmeOnB(), 2, 20);
        writers.join();
        // slow, but within the timeout
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.b()));
        pair.redisProxy(pair.a()).restore();
        pair.redisProxy(pair.b()).restore();
        new ConcurrentWriters().add(pair.acmeOnB(), 1, 5).join();

        int expected = 4 * 21 + 6;
        List<JsonObject> toA = onA.payloads(expected);
        assertThat(toA).isEqualTo(log.payloads());
        assertThat(onB.payloads(expected)).isEqualTo(toA);
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }

    @Test
    void aFrozenRedisDelaysNoMoreThanAStoppedOne() {
        pair.redis().freeze();
        try {
            long began = StallFreeClock.nanos();
            String machine = pair.acmeOnA().register().id();

            assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(machine);
            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(machine);
            assertThat(StallFreeClock.since(began)).isLessThan(THROUGH_THE_LOG);
            StallFreeClock.within(DETECTED, () -> !Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));
        } finally {
            pair.redis().thaw();
        }
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }
}
