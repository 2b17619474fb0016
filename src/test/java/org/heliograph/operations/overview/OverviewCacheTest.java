package org.heliograph.operations.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OverviewCacheTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final OverviewCache cache = new OverviewCache(this::read, now::get);

    private JsonObject read(String orgId) {
        return JsonText.object()
                .add("org", orgId)
                .add("read", reads.incrementAndGet())
                .build();
    }

    @Test
    void anAnswerIsReadAgainAfterTwoSecondsAndForEachOrganization() {
        assertThat(cache.get("acme").getInt("read")).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(cache.get("acme").getInt("read")).isEqualTo(1);
        assertThat(cache.get("globex").getString("org")).isEqualTo("globex");

        now.addAndGet(1);

        assertThat(cache.get("acme").getInt("read")).isEqualTo(3);
    }

    @Test
    @Timeout(30)
    void aRequestThatComesMeanwhileWaitsForTheOneThatReads() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        OverviewCache slow = new OverviewCache(
                orgId -> {
                    reading.countDown();
                    try {
                        answer.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return read(orgId);
                },
                now::get);
        FutureTask<JsonObject> first = new FutureTask<>(() -> slow.get("acme"));
        new Thread(first).start();
        reading.await();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        FutureTask<JsonObject> second = new FutureTask<>(() -> slow.get("acme"));
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && !second.isDone()) {
            Thread.onSpinWait();
        }

        answer.countDown();

        assertThat(second.get()).isSameAs(first.get());
        assertThat(reads).hasValue(1);
    }

    @Test
    void aFailureIsNotKept() {
        AtomicInteger calls = new AtomicInteger();
        OverviewCache broken = new OverviewCache(
                orgId -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return read(orgId);
                },
                now::get);

        assertThatThrownBy(() -> broken.get("acme")).hasMessage("away");

        assertThat(broken.get("acme").getInt("read")).isEqualTo(1);
    }
}
