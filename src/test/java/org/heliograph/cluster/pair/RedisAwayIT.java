package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Person;
import org.heliograph.testing.Server;
import org.heliograph.testing.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithPair
class RedisAwayIT {
    private static final Duration NOTICED = Duration.ofSeconds(3);
    private static final Duration THROUGH_THE_LOG = Duration.ofMillis(2_500);

    /** Two lines that are opened again, on a machine that is busy. */
    private static final Duration BACK = Duration.ofSeconds(10);

    /** Later than the nodes wait for an answer. */
    private static final Duration LATE = Duration.ofMillis(1_500);

    private final Pair pair;
    private HeartbeatResult onA;
    private HeartbeatResult onB;
    private boolean away;

    RedisAwayIT(Pair pair) {
        this.pair = pair;
    }

    @BeforeEach
    void listen() {
        onA = HeartbeatResult.on(pair.acmeOnA(), "machines");
        onB = HeartbeatResult.on(pair.acmeOnB(), "machines");
        pair.awaitFastPath();
    }

    @AfterEach
    void leave() {
        if (away) {
            bringBack();
        }
        pair.redisOf(pair.a()).mend();
        pair.redisOf(pair.b()).mend();
        onA.close();
        onB.close();
    }

    private void takeAway() {
        pair.redis().stop();
        away = true;
        await().atMost(NOTICED).until(() -> !Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));
    }

    private void bringBack() {
        pair.redis().start();
        away = false;
        pair.awaitFastPath();
        await().atMost(NOTICED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }

    @Test
    void bothNodesSayThatTheyAreDegradedAndWhy() {
        takeAway();

        for (Server node : List.of(pair.a(), pair.b())) {
            Answer health = node.api().get("/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().getString("status")).isEqualTo("degraded");
            assertThat(health.json().getString("reason")).isEqualTo("redis unreachable");
        }
    }

    @Test
    void eventsStillArriveSoonThroughTheLog() {
        takeAway();
        long began = System.nanoTime();

        String machine = pair.acmeOnA().register().id();

        assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(machine);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(THROUGH_THE_LOG);
        assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(machine);
    }

    @Test
    void aMemberWhoIsRemovedLosesTheirSocketsOnBothNodes() {
        Person member = Person.join(pair.acmeOnA(), "member");
        takeAway();
        try (HeartbeatResult here = HeartbeatResult.on(new Membership(pair, member).onA(), "machines");
                HeartbeatResult there = HeartbeatResult.on(new Membership(pair, member).onB(), "machines")) {
            new Membership(pair, member).end();

            assertThat(here.socket().end(THROUGH_THE_LOG).code()).isEqualTo(4003);
            assertThat(there.socket().end(THROUGH_THE_LOG).code()).isEqualTo(4003);
        }
    }

    @Test
    void nothingIsLostOrToldTwiceWhileItGoesAndComesBack() {
        AcmeLog log = AcmeLog.begin(pair);
        Writers writers = new Writers().add(pair.acmeOnA(), 2, 40).add(pair.acmeOnB(), 2, 40);

        takeAway();
        bringBack();
        writers.join();
        new Writers().add(pair.acmeOnB(), 1, 5).join();

        int expected = 4 * 41 + 6;
        List<JsonObject> toA = onA.payloads(expected);
        assertThat(toA).isEqualTo(log.payloads());
        assertThat(onB.payloads(expected)).isEqualTo(toA);
    }

    @Test
    void theFastPathWorksAgainWhenItIsBack() {
        takeAway();
        bringBack();

        pair.redis().publish("ws:org:acme", "{\"channel\":\"machines\",\"event\":\"HELLO\",\"payload\":{}}");

        assertThat(onA.next(1).get(0).getString("event")).isEqualTo("HELLO");
        assertThat(onB.next(1).get(0).getString("event")).isEqualTo("HELLO");
    }

    @Test
    void aNodeThatAloneIsCutOffFromItGoesOnByTheLogAndCatchesUp() {
        AcmeLog log = AcmeLog.begin(pair);
        Wire wire = pair.redisOf(pair.b());
        wire.hold();
        try {
            await().atMost(NOTICED).until(() -> !Pair.healthy(pair.b()));
            assertThat(Pair.healthy(pair.a()))
                    .as("the other node's line is whole")
                    .isTrue();
            long began = System.nanoTime();
            String made = pair.acmeOnA().register().id();
            assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(made);
            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(made);
            made = pair.acmeOnB().register().id();
            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(made);
            assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(made);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(THROUGH_THE_LOG.multipliedBy(2));
        } finally {
            wire.mend();
        }
        await().atMost(BACK).until(() -> Pair.healthy(pair.b()));
        pair.awaitFastPath();
        pair.acmeOnA().register();
        assertThat(onB.payloads(1)).isEqualTo(onA.payloads(1));
        assertThat(log.payloads()).hasSize(3);
    }

    @Test
    void aSlowOneLosesDoublesAndReordersNothing() {
        AcmeLog log = AcmeLog.begin(pair);
        pair.redisOf(pair.a()).slow(LATE);
        pair.redisOf(pair.b()).slow(LATE.dividedBy(10));
        Writers writers = new Writers().add(pair.acmeOnA(), 2, 20).add(pair.acmeOnB(), 2, 20);
        writers.join();
        // slow, but not too slow
        await().atMost(BACK).until(() -> Pair.healthy(pair.b()));
        pair.redisOf(pair.a()).mend();
        pair.redisOf(pair.b()).mend();
        new Writers().add(pair.acmeOnB(), 1, 5).join();

        int expected = 4 * 21 + 6;
        List<JsonObject> toA = onA.payloads(expected);
        assertThat(toA).isEqualTo(log.payloads());
        assertThat(onB.payloads(expected)).isEqualTo(toA);
        await().atMost(BACK).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }

    @Test
    void aFrozenRedisCostsNobodyMoreThanADeadOne() {
        pair.redis().freeze();
        try {
            long began = System.nanoTime();
            String machine = pair.acmeOnA().register().id();

            assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(machine);
            assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(machine);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(THROUGH_THE_LOG);
            await().atMost(NOTICED).until(() -> !Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));
        } finally {
            pair.redis().thaw();
        }
        await().atMost(NOTICED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
    }
}
