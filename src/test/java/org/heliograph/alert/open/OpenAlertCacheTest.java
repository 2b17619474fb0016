package org.heliograph.alert.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.LogPosition;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class OpenAlertCacheTest {
    private static final int WAITING = 3;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-17T10:30:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Runnable> tasks = new ArrayList<>();
    private final OpenAlertCache cache = cache(tasks::add, Duration.ofSeconds(30));

    private OpenAlertCache cache(Executor executor, Duration longestWait) {
        return new OpenAlertCache(
                () -> new OpenAlerts(new LogPosition(reads.incrementAndGet(), "E1"), List.of(), Map.of()),
                executor,
                WAITING,
                longestWait,
                clock::millis);
    }

    private CompletableFuture<OpenAlerts> ask() {
        return cache.get().toCompletableFuture();
    }

    private void runNext() {
        tasks.remove(0).run();
    }

    private static long seq(CompletableFuture<OpenAlerts> read) {
        return read.getNow(null).position().seq();
    }

    private static Throwable failure(CompletableFuture<OpenAlerts> read) {
        Throwable failed = read.handle((done, failure) -> failure)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        return failed instanceof CompletionException ? failed.getCause() : failed;
    }

    private static void assertBusy(CompletableFuture<OpenAlerts> read) {
        assertThat(failure(read)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsEntry("Retry-After", "1");
        });
    }

    @Test
    void readsOnceASecondForAllReaders() {
        ask();
        runNext();
        clock.move(Duration.ofMillis(999));
        assertThat(seq(ask())).isEqualTo(1);
        assertThat(tasks).isEmpty();

        clock.move(Duration.ofMillis(1));
        CompletableFuture<OpenAlerts> later = ask();

        runNext();
        assertThat(seq(later)).isEqualTo(2);
    }

    @Test
    void readersThatComeDuringAReadWaitForItWithoutAThread() {
        List<CompletableFuture<OpenAlerts>> readers = List.of(ask(), ask(), ask());

        assertThat(tasks).hasSize(1);
        runNext();

        assertThat(readers).allSatisfy(reader -> assertThat(seq(reader)).isEqualTo(1));
    }

    @Test
    void aReaderThatComesLongAfterAReadBeganGetsTheNext() {
        List<CompletableFuture<OpenAlerts>> late = new ArrayList<>();
        OpenAlertCache[] slow = new OpenAlertCache[1];
        slow[0] = new OpenAlertCache(
                () -> {
                    if (reads.incrementAndGet() == 1) {
                        clock.move(Duration.ofSeconds(3));
                        late.add(slow[0].get().toCompletableFuture());
                    }
                    return new OpenAlerts(new LogPosition(reads.get(), "E1"), List.of(), Map.of());
                },
                tasks::add,
                WAITING,
                Duration.ofSeconds(30),
                clock::millis);
        CompletableFuture<OpenAlerts> first = slow[0].get().toCompletableFuture();

        runNext();

        assertThat(seq(first)).isEqualTo(1);
        assertThat(late.get(0)).isNotDone();
        runNext();
        assertThat(seq(late.get(0))).isEqualTo(2);
    }

    @Test
    void moreReadersThanMayWaitAreToldToComeAgain() {
        List<CompletableFuture<OpenAlerts>> waiting = List.of(ask(), ask(), ask());

        assertBusy(ask());

        runNext();
        assertThat(waiting).allSatisfy(reader -> assertThat(reader).isCompleted());
        assertThat(seq(ask())).isEqualTo(1);
    }

    @Test
    void aReaderWaitsNoLongerThanTheBound() {
        OpenAlertCache hung = cache(tasks::add, Duration.ofMillis(20));

        assertBusy(hung.get().toCompletableFuture());
        assertThat(tasks).hasSize(1);
    }

    @Test
    void whereNoThreadIsFreeReadersAreToldToComeAgainAndLaterOnesAreServed() {
        boolean[] full = {true};
        OpenAlertCache cache = cache(
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                Duration.ofSeconds(30));

        assertBusy(cache.get().toCompletableFuture());
        full[0] = false;
        assertThat(seq(cache.get().toCompletableFuture())).isEqualTo(1);
    }

    @Test
    void aReadThatFailsFailsItsReadersAndIsTriedAgainForTheNext() {
        IllegalStateException away = new IllegalStateException("away");
        OpenAlertCache failing = new OpenAlertCache(
                () -> {
                    if (reads.incrementAndGet() == 1) {
                        throw away;
                    }
                    return new OpenAlerts(new LogPosition(reads.get(), "E1"), List.of(), Map.of());
                },
                Runnable::run,
                WAITING,
                Duration.ofSeconds(30),
                clock::millis);

        assertThat(failure(failing.get().toCompletableFuture())).isSameAs(away);
        assertThat(seq(failing.get().toCompletableFuture())).isEqualTo(2);
    }
}
