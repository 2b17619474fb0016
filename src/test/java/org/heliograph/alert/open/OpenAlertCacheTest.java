package org.heliograph.alert.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.alert.Severity;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class OpenAlertCacheTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-17T10:30:00Z"));
    private final AtomicInteger reads = new AtomicInteger();

    private static OpenAlerts none(long seq) {
        return new OpenAlerts(seq, List.of(), Map.of());
    }

    @Test
    void readsOnceASecondForAllReaders() {
        OpenAlertCache cache = new OpenAlertCache(() -> none(reads.incrementAndGet()), clock);

        cache.get();
        clock.move(Duration.ofMillis(999));
        cache.get();
        assertThat(reads).hasValue(1);
        clock.move(Duration.ofMillis(1));
        assertThat(cache.get().of(Set.of()).seq()).isEqualTo(2);
    }

    @Test
    void concurrentReadersShareOneRead() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        OpenAlertCache cache = new OpenAlertCache(
                () -> {
                    reads.incrementAndGet();
                    await(go);
                    return none(1);
                },
                clock);
        List<CompletableFuture<OpenAlerts>> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(CompletableFuture.supplyAsync(cache::get, task -> new Thread(task).start()));
        }

        go.countDown();

        for (CompletableFuture<OpenAlerts> reader : readers) {
            assertThat(reader.get(5, TimeUnit.SECONDS).of(Set.of()).seq()).isEqualTo(1);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aResponseCountsAllAndListsThoseOfTheChosenSites() {
        Map<Severity, Long> many = new EnumMap<>(Map.of(Severity.CRITICAL, 2L, Severity.INFO, 7_000L));
        OpenAlerts alerts = new OpenAlerts(
                41,
                List.of(
                        new OpenAlert("a", Severity.CRITICAL, "{\"id\":\"1\"}"),
                        new OpenAlert("b", Severity.INFO, "{\"id\":\"2\"}")),
                Map.of("a", many, "b", Map.of(Severity.INFO, 1L)));

        assertThat(new String(alerts.of(Set.of("a")).body()))
                .isEqualTo("{\"seq\":41,\"total\":7002,\"counts\":{\"critical\":2,\"warning\":0,\"info\":7000},"
                        + "\"complete\":false,\"alerts\":[{\"id\":\"1\"}]}");
        assertThat(new String(alerts.of(Set.of("b")).body()))
                .isEqualTo("{\"seq\":41,\"total\":1,\"counts\":{\"critical\":0,\"warning\":0,\"info\":1},"
                        + "\"complete\":true,\"alerts\":[{\"id\":\"2\"}]}");
        assertThat(alerts.of(Set.of("b"))).isSameAs(alerts.of(Set.of("b")));
        assertThat(alerts.of(Set.of()).etag())
                .isNotEqualTo(alerts.of(Set.of("a")).etag());
    }

    private static void await(CountDownLatch go) {
        try {
            assertThat(go.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
