package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithPair
class NodeKilledIT {
    private final Pair pair;
    /** What a socket has heard besides what was looked for: between channels no order is promised. */
    private final List<JsonObject> heard = new ArrayList<>();

    private boolean started;

    NodeKilledIT(Pair pair) {
        this.pair = pair;
    }

    @AfterEach
    void startAgain() {
        if (!started) {
            pair.b().start();
        }
    }

    @Test
    void subscribersOfTheOtherNodeLoseNothing() {
        AcmeLog.awaitNumbered(pair);
        try (FleetSubscriber onA = FleetSubscriber.on(pair.acmeOnA(), "machines")) {
            AcmeLog log = AcmeLog.start(pair);
            AtomicInteger acknowledged = new AtomicInteger();
            Fleet acme = pair.acmeOnB();
            String machine = acme.register().id();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 1; ; i++) {
                    acme.patch(machine, "{\"version\":\"v" + i + "\"}");
                    acknowledged.set(i);
                }
            });

            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.get() >= 40);
            pair.b().kill();
            assertThat(writer.handle((done, failed) -> failed).join()).isNotNull();
            pair.acmeOnA().patch(machine, "{\"version\":\"last\"}");

            List<JsonObject> committed = log.payloads();
            assertThat(committed).hasSizeGreaterThanOrEqualTo(acknowledged.get() + 2);
            assertThat(onA.payloads(committed.size())).isEqualTo(committed);
        }
    }

    @Test
    void theOtherNodeReportsItAndItsReturn() {
        String b = "pair-b";
        try (SocketClient socket = new Channels(pair.a().as("alice@acme.test"))
                .listen("system:health", "system:alerts", "system:metrics")) {
            // figures of b reach the listeners of a, without a way for them through Redis
            next(socket, "system:metrics", b, "ok");
            heard.clear();
            pair.b().kill();

            assertThat(next(socket, "system:health", b, "silent").getBoolean("ready"))
                    .isFalse();
            JsonObject alert = next(socket, "system:alerts", b, "firing");
            assertThat(alert.getString("kind")).isEqualTo("node");
            assertThat(alert.getString("severity")).isEqualTo("critical");

            heard.clear();
            pair.b().start();
            started = true;
            next(socket, "system:alerts", b, "resolved");
            assertThat(next(socket, "system:health", b, "ok").getString("previous"))
                    .isEqualTo("starting");
        }
    }

    /** The data of the next event of a node on a channel that has this status. */
    private JsonObject next(SocketClient socket, String channel, String node, String status) {
        Predicate<JsonObject> fits = frame -> channel.equals(frame.getString("channel", ""))
                && frame.get("data") instanceof JsonObject data
                && node.equals(data.getString("node", ""))
                && status.equals(data.getString("status", ""));
        return heard.stream()
                .filter(fits)
                .findFirst()
                .orElseGet(() -> socket.next(frame -> heard.add(frame) && fits.test(frame)))
                .getJsonObject("data");
    }
}
