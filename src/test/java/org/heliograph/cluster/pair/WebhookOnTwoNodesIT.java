package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

@WithPair
class WebhookOnTwoNodesIT {
    private static final int EVENTS = 10;

    private final Pair pair;

    WebhookOnTwoNodesIT(Pair pair) {
        this.pair = pair;
    }

    private static String batch(String site, IntStream numbers) {
        return numbers.mapToObj(i -> "{\"status\":\"firing\",\"labels\":{\"site\":\"%s\"},\"fingerprint\":\"%s-%d\"}"
                        .formatted(site, site, i))
                .collect(Collectors.joining(",", "{\"version\":\"4\",\"alerts\":[", "]}"));
    }

    @Test
    void theSameEventsReportedToBothNodesAreDeliveredOnceOnEach() {
        Alerts onA = Alerts.on(pair.a(), "bob@acme.test");
        Alerts onB = new Alerts(pair.b().as("bob@acme.test"), onA.site());
        String batch = batch(onA.site(), IntStream.range(0, EVENTS));
        String reversed = batch(onA.site(), IntStream.range(0, EVENTS).map(i -> EVENTS - 1 - i));
        try (SocketClient screenA = onA.screen();
                SocketClient screenB = onB.screen()) {
            List<CompletableFuture<Answer>> calls = Stream.of(onA, onB, onA, onB)
                    .map(node -> CompletableFuture.supplyAsync(() -> node.report(node == onA ? batch : reversed)))
                    .toList();
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
            String marker = onB.raise();

            assertThat(received(onA, screenA, marker)).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(received(onB, screenB, marker)).hasSize(EVENTS).doesNotHaveDuplicates();
        }
        assertThat(onB.list("")).hasSize(EVENTS + 1);
    }

    @Test
    void anEventThatFiresAgainOnBothNodesAtOnceIsOneNewAlert() {
        Alerts onA = Alerts.on(pair.a(), "bob@acme.test");
        Alerts onB = new Alerts(pair.b().as("bob@acme.test"), onA.site());
        String firing = batch(onA.site(), IntStream.range(0, EVENTS));
        assertThat(onA.report(firing).status()).isEqualTo(200);
        assertThat(onB.report(firing.replace("firing", "resolved")).status()).isEqualTo(200);
        assertThat(onA.list("&status=resolved")).hasSize(EVENTS);

        List<CompletableFuture<Answer>> calls = Stream.of(onA, onB, onA, onB)
                .map(node -> CompletableFuture.supplyAsync(() -> node.report(firing)))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
        assertThat(onB.list("&status=open")).hasSize(EVENTS);
        assertThat(onB.list("")).hasSize(2 * EVENTS);
    }

    private static List<String> received(Alerts alerts, SocketClient screen, String marker) {
        return Stream.generate(() -> alerts.next(screen))
                .map((JsonObject frame) -> frame.getString("id"))
                .takeWhile(id -> !id.equals(marker))
                .toList();
    }
}
