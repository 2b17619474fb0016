package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithPair
class TwoNodesIT {
    private static final int WRITERS_PER_NODE = 4;
    private static final int CHANGES = 30;
    /** The log is read once a second: each of these changes, received before the next is made, would take a second through it. */
    private static final int CHANGES_IN_SEQUENCE = 9;

    private static final long THROUGH_REDIS_MILLIS = 500;

    private final Pair pair;
    private FleetSubscriber onA;
    private FleetSubscriber onB;

    TwoNodesIT(Pair pair) {
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
        onA.close();
        onB.close();
    }

    @Test
    void aTokenOfOneNodeIsValidOnTheOther() {
        String token = pair.acmeOnA().admin().token();

        assertThat(pair.b().api().with(token).get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void aChangeOnOneNodeIsDeliveredOnBothOnce() {
        String machine = pair.acmeOnA().register().id();
        pair.acmeOnB().delete(machine);

        for (FleetSubscriber subscriber : List.of(onA, onB)) {
            List<JsonObject> events = subscriber.next(2);
            assertThat(events).extracting(frame -> frame.getString("event")).containsExactly("INSERT", "DELETE");
            assertThat(events)
                    .extracting(frame -> frame.getJsonObject("payload").getString("id"))
                    .containsOnly(machine);
        }
    }

    @Test
    void changesArriveThroughRedisBeforeTheLogIsRead() {
        String machine = pair.acmeOnA().register().id();
        onB.next(1);

        List<Long> millis = new ArrayList<>();
        for (int i = 1; i <= CHANGES_IN_SEQUENCE; i++) {
            long began = StallFreeClock.nanos();
            pair.acmeOnA().patch(machine, "{\"version\":\"v" + i + "\"}");
            onB.next(1);
            millis.add(StallFreeClock.since(began).toMillis());
        }

        millis.sort(null);
        assertThat(millis.get(CHANGES_IN_SEQUENCE / 2))
                .as("median of %s", millis)
                .isLessThan(THROUGH_REDIS_MILLIS);
    }

    @Test
    void allSubscribersReceiveTheSameSequence() {
        AcmeLog log = AcmeLog.start(pair);
        int expected = 2 * WRITERS_PER_NODE * (CHANGES + 1);

        new ConcurrentWriters()
                .add(pair.acmeOnA(), WRITERS_PER_NODE, CHANGES)
                .add(pair.acmeOnB(), WRITERS_PER_NODE, CHANGES)
                .join();
        List<JsonObject> toA = onA.next(expected);
        List<JsonObject> toB = onB.next(expected);

        assertThat(log.payloads()).hasSize(expected);
        assertThat(toA).isEqualTo(toB);
        assertThat(toA).extracting(frame -> frame.getJsonObject("payload")).isEqualTo(log.payloads());
    }

    @Test
    void aBroadcastIsDeliveredOnBothNodesOnceAndInOrder() {
        Fleet acme = pair.acmeOnA();
        try (FleetSubscriber onSameNode = FleetSubscriber.on(acme, "general");
                FleetSubscriber onOtherNode = FleetSubscriber.on(pair.acmeOnB(), "general")) {
            for (int i = 1; i <= 5; i++) {
                onA.socket()
                        .send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e" + i
                                + "\",\"payload\":{}}");
            }

            for (FleetSubscriber subscriber : List.of(onSameNode, onOtherNode)) {
                assertThat(subscriber.next(5))
                        .extracting(frame -> frame.getString("event"))
                        .containsExactly("e1", "e2", "e3", "e4", "e5");
            }
        }
    }

    @Test
    void anotherProgramsMessageIsDeliveredUnchangedOnBothNodes() {
        String event = "\"channel\":\"posture\",\"event\":\"posture.changed\","
                + "\"payload\":{\"z\":1,\"a\":[true,{\"b\":null}],\"text\":\"\\u00fc\\\"\"},"
                + "\"timestamp\":\"2026-03-17T10:30:45.123Z\"}";
        try (FleetSubscriber a = FleetSubscriber.on(pair.acmeOnA(), "posture");
                FleetSubscriber b = FleetSubscriber.on(pair.acmeOnB(), "posture")) {
            pair.redis().publish("ws:org:acme", "{" + event);

            String events = ("{\"type\":\"event\"," + event).replace("\\u00fc", "ü");
            assertThat(a.next()).isEqualTo(events);
            assertThat(b.next()).isEqualTo(events);
        }
    }

    @Test
    void invalidMessagesAreIgnored() {
        for (String rubbish : List.of("", "no json", "[]", "{}", "{\"channel\":7}", "{\"channel\":\"machines\"}")) {
            pair.redis().publish("ws:org:acme", rubbish);
        }
        // well-formed, and false: only the installation itself reports its machines
        pair.redis()
                .publish("ws:org:acme", "{\"channel\":\"machines\",\"event\":\"DELETE\",\"payload\":{\"id\":\"x\"}}");
        String created = pair.acmeOnA().register().id();

        assertThat(onA.payloads(1).get(0).getString("id")).isEqualTo(created);
        assertThat(onB.payloads(1).get(0).getString("id")).isEqualTo(created);
    }
}
