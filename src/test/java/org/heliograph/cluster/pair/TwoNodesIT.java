package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithPair
class TwoNodesIT {
    private static final int WRITERS_A_NODE = 4;
    private static final int CHANGES = 30;
    /** Every second the log is looked at once: so many changes, each heard before the next, take so many seconds by it. */
    private static final int LOOKS = 8;

    private final Pair pair;
    private HeartbeatResult onA;
    private HeartbeatResult onB;

    TwoNodesIT(Pair pair) {
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
        onA.close();
        onB.close();
    }

    @Test
    void aTokenOfOneNodeIsGoodOnTheOther() {
        String token = pair.acmeOnA().admin().token();

        assertThat(pair.b().api().with(token).get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void aChangeOnOneNodeIsHeardOnBothOnce() {
        String machine = pair.acmeOnA().register().id();
        pair.acmeOnB().delete(machine);

        for (HeartbeatResult heard : List.of(onA, onB)) {
            List<JsonObject> told = heard.next(2);
            assertThat(told).extracting(frame -> frame.getString("event")).containsExactly("INSERT", "DELETE");
            assertThat(told)
                    .extracting(frame -> frame.getJsonObject("payload").getString("id"))
                    .containsOnly(machine);
        }
    }

    @Test
    void changesComeOverRedisLongBeforeTheLogIsLookedAt() {
        String machine = pair.acmeOnA().register().id();
        onB.next(1);
        long began = System.nanoTime();

        for (int i = 1; i <= LOOKS; i++) {
            pair.acmeOnA().patch(machine, "{\"version\":\"v" + i + "\"}");
            onB.next(1);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(LOOKS / 2));
    }

    @Test
    void everybodyHearsTheSameSequenceWhoeverWritesWhere() {
        AcmeLog log = AcmeLog.begin(pair);
        int expected = 2 * WRITERS_A_NODE * (CHANGES + 1);

        new Writers()
                .add(pair.acmeOnA(), WRITERS_A_NODE, CHANGES)
                .add(pair.acmeOnB(), WRITERS_A_NODE, CHANGES)
                .join();
        List<JsonObject> toA = onA.next(expected);
        List<JsonObject> toB = onB.next(expected);

        assertThat(log.payloads()).hasSize(expected);
        assertThat(toA).isEqualTo(toB);
        assertThat(toA).extracting(frame -> frame.getJsonObject("payload")).isEqualTo(log.payloads());
    }

    @Test
    void aBroadcastReachesTheOtherNodesSubscribersOnceAndInOrder() {
        Fleet acme = pair.acmeOnA();
        try (HeartbeatResult nearby = HeartbeatResult.on(acme, "general");
                HeartbeatResult faraway = HeartbeatResult.on(pair.acmeOnB(), "general")) {
            for (int i = 1; i <= 5; i++) {
                onA.socket()
                        .send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e" + i
                                + "\",\"payload\":{}}");
            }

            for (HeartbeatResult heard : List.of(nearby, faraway)) {
                assertThat(heard.next(5))
                        .extracting(frame -> frame.getString("event"))
                        .containsExactly("e1", "e2", "e3", "e4", "e5");
            }
        }
    }

    @Test
    void whatAnotherProgramPublishesIsToldAsItIsOnBothNodes() {
        String event = "\"channel\":\"posture\",\"event\":\"posture.changed\","
                + "\"payload\":{\"z\":1,\"a\":[true,{\"b\":null}],\"text\":\"\\u00fc\\\"\"},"
                + "\"timestamp\":\"2026-03-17T10:30:45.123Z\"}";
        try (HeartbeatResult a = HeartbeatResult.on(pair.acmeOnA(), "posture");
                HeartbeatResult b = HeartbeatResult.on(pair.acmeOnB(), "posture")) {
            pair.redis().publish("ws:org:acme", "{" + event);

            String told = ("{\"type\":\"event\"," + event).replace("\\u00fc", "ü");
            assertThat(a.next()).isEqualTo(told);
            assertThat(b.next()).isEqualTo(told);
        }
    }

    @Test
    void rubbishFromAnotherProgramHarmsNobody() {
        for (String rubbish : List.of("", "no json", "[]", "{}", "{\"channel\":7}", "{\"channel\":\"machines\"}")) {
            pair.redis().publish("ws:org:acme", rubbish);
        }
        pair.redis()
                .publish("ws:org:acme", "{\"channel\":\"machines\",\"event\":\"HELLO\",\"payload\":{\"id\":\"x\"}}");

        assertThat(onA.next(1).get(0).getString("event")).isEqualTo("HELLO");
        assertThat(onB.next(1).get(0).getString("event")).isEqualTo("HELLO");
    }
}
