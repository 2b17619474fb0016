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
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SlowSocket;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** A screen that stops reading loses the oldest alerts, which are counted, and stays connected; the other screens are not delayed. */
class SlowScreenIT {
    private static final int OTHERS = 199;
    private static final int BATCH = 500;
    private static final int BATCHES = 4;
    private static final int CALM_BATCHES = 2;
    private static final int MAX_SLOWDOWN = 10;
    /** Shorter delays are normal variation. */
    private static final Duration NORMAL_DELAY = Duration.ofMillis(100);

    private static final String LONG = "x".repeat(1_900);
    private static final Pattern DROPPED = Pattern.compile("Slow screen: dropped its (\\d+) oldest alerts");

    private final Alerts alerts = Alerts.on(ShortIntervalServer.server(), "bob@acme.test");
    private final Alerts flood = alerts.elsewhere();
    private SocketClient[] others;

    private static int droppedSoFar() {
        return DROPPED.matcher(ShortIntervalServer.server().log())
                .results()
                .map((MatchResult line) -> line.group(1))
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Raises alerts that only the stalled screen receives, more than the network buffers hold. */
    private void flood(int batch) {
        String alert = "{\"status\":\"firing\",\"fingerprint\":\"%s%d\",\"labels\":{\"site\":\"%s\"},"
                + "\"annotations\":{\"summary\":\"%s\"}}";
        String body = IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(i -> alert.formatted(flood.site(), i, flood.site(), LONG))
                .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));
        assertThat(flood.report(body).status()).isEqualTo(200);
    }

    /** Raises alerts during a flood and after it. @return how long each took to reach all other screens */
    private List<Duration> raise(int batch, Consumer<String> raised) {
        CompletableFuture<Void> flooding = CompletableFuture.runAsync(() -> flood(batch));
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 2 * ShortIntervalServer.ALERTS; i++) {
            if (i == ShortIntervalServer.ALERTS) {
                flooding.join();
            }
            long began = StallFreeClock.nanos();
            String id = alerts.raise();
            for (SocketClient screen : others) {
                assertThat(alerts.next(screen).getString("id")).isEqualTo(id);
            }
            delays.add(StallFreeClock.since(began));
            raised.accept(id);
        }
        return delays;
    }

    /** The 99th percentile of the delays. */
    private static Duration percentile99(List<Duration> delays) {
        List<Duration> sorted = delays.stream().sorted().toList();
        Duration found = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
        return found.compareTo(NORMAL_DELAY) < 0 ? NORMAL_DELAY : found;
    }

    @Test
    void oneStalledScreenAmongTwoHundredDoesNotDelayTheOthers() {
        int before = droppedSoFar();
        others = IntStream.range(0, OTHERS).mapToObj(i -> alerts.screen()).toArray(SocketClient[]::new);
        for (SocketClient screen : others) {
            alerts.choose(screen);
        }
        alerts.awaitSiteFilter(others);
        List<Duration> calm = new ArrayList<>();
        for (int batch = 0; batch < CALM_BATCHES; batch++) {
            calm.addAll(raise(BATCHES + batch, id -> {}));
        }
        try (SlowSocket stalled = new SlowSocket(ShortIntervalServer.server(), "/ws/alerts")) {
            List<String> raised = new ArrayList<>();
            List<Duration> delays = new ArrayList<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                delays.addAll(raise(batch, id -> {
                    raised.add(id);
                    stalled.pong();
                }));
            }
            assertThat(percentile99(delays)).isLessThan(percentile99(calm).multipliedBy(MAX_SLOWDOWN));

            String last = raised.get(raised.size() - 1);
            List<String> late = stalled.readUntil(text -> text.contains(last)).stream()
                    .filter(text -> text.contains("alert.created"))
                    .toList();
            int dropped = BATCHES * BATCH + raised.size() - late.size();
            assertThat(dropped).isPositive();
            await().until(() -> droppedSoFar() - before == dropped);
            List<String> newest = raised.subList(raised.size() - ShortIntervalServer.ALERTS / 2, raised.size());
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
