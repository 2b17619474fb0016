package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Hasty;
import org.heliograph.testing.SlowSocket;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** A screen that stops reading misses the oldest alerts, is counted and stays; the other screens hear everything, and as soon. */
class SlowScreenIT {
    private static final int OTHERS = 199;
    private static final int BATCH = 500;
    private static final int BATCHES = 4;
    private static final int CALM_BATCHES = 2;
    private static final int SLOWER_AT_MOST = 10;
    /** Below this no delay is one that anybody could put down to a screen. */
    private static final Duration NO_DELAY = Duration.ofMillis(100);

    private static final String LONG = "x".repeat(1_900);
    private static final Pattern MISSED = Pattern.compile("a screen was too slow and missed the (\\d+) oldest alerts");

    private final Alerts alerts = Alerts.on(Hasty.server(), "bob@acme.test");
    private final Alerts flood = alerts.elsewhere();
    private SocketClient[] others;

    private static int missedSoFar() {
        return MISSED.matcher(Hasty.server().log())
                .results()
                .map((MatchResult line) -> line.group(1))
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Alerts of a site that only the stalled screen hears: more than the network between has room for. */
    private void flood(int batch) {
        String alert = "{\"status\":\"firing\",\"fingerprint\":\"%s%d\",\"labels\":{\"site\":\"%s\"},"
                + "\"annotations\":{\"summary\":\"%s\"}}";
        String body = IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(i -> alert.formatted(flood.site(), i, flood.site(), LONG))
                .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));
        assertThat(flood.report(body).status()).isEqualTo(200);
    }

    /** Raises alerts while a flood comes and after it. @return how long each took until all the others had it */
    private List<Duration> raise(int batch, Consumer<String> raised) {
        CompletableFuture<Void> flooding = CompletableFuture.runAsync(() -> flood(batch));
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 2 * Hasty.ALERTS; i++) {
            if (i == Hasty.ALERTS) {
                flooding.join();
            }
            long began = System.nanoTime();
            String id = alerts.raise();
            for (SocketClient screen : others) {
                assertThat(alerts.next(screen).getString("id")).isEqualTo(id);
            }
            delays.add(Duration.ofNanos(System.nanoTime() - began));
            raised.accept(id);
        }
        return delays;
    }

    /** All but the slowest hundredth of the delays are no longer. */
    private static Duration slowest(List<Duration> delays) {
        List<Duration> sorted = delays.stream().sorted().toList();
        Duration found = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
        return found.compareTo(NO_DELAY) < 0 ? NO_DELAY : found;
    }

    @Test
    void aStalledScreenAmongTwoHundredCostsTheOthersNothing() {
        int before = missedSoFar();
        others = IntStream.range(0, OTHERS).mapToObj(i -> alerts.screen()).toArray(SocketClient[]::new);
        for (SocketClient screen : others) {
            alerts.choose(screen);
        }
        alerts.awaitChoice(others);
        List<Duration> calm = new ArrayList<>();
        for (int batch = 0; batch < CALM_BATCHES; batch++) {
            calm.addAll(raise(BATCHES + batch, id -> {}));
        }
        try (SlowSocket stalled = new SlowSocket(Hasty.server(), "/ws/alerts")) {
            List<String> raised = new ArrayList<>();
            List<Duration> delays = new ArrayList<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                delays.addAll(raise(batch, id -> {
                    raised.add(id);
                    stalled.pong();
                }));
            }
            assertThat(slowest(delays)).isLessThan(slowest(calm).multipliedBy(SLOWER_AT_MOST));

            String last = raised.get(raised.size() - 1);
            List<String> late = stalled.readUntil(text -> text.contains(last)).stream()
                    .filter(text -> text.contains("alert.created"))
                    .toList();
            int missed = BATCHES * BATCH + raised.size() - late.size();
            assertThat(missed).isPositive();
            await().until(() -> missedSoFar() - before == missed);
            List<String> newest = raised.subList(raised.size() - Hasty.ALERTS / 2, raised.size());
            assertThat(late.subList(late.size() - newest.size(), late.size()))
                    .zipSatisfy(newest, (text, id) -> assertThat(text).contains(id));

            String again = alerts.raise();
            assertThat(stalled.readUntil(text -> text.contains(again))).isNotEmpty();
        } finally {
            for (SocketClient screen : others) {
                screen.close();
            }
        }
    }
}
