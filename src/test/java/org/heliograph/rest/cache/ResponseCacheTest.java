package org.heliograph.rest.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {
    private static final int WAITING = 3;

    private final AtomicLong millis = new AtomicLong(1_000);
    private final List<Runnable> tasks = new ArrayList<>();
    private final AtomicInteger computed = new AtomicInteger();
    private final ResponseCache cache = cache(Duration.ofSeconds(30));
    private Object current = "v1";

    private ResponseCache cache(Duration longestWait) {
        return new ResponseCache(1024 * 1024, WAITING, longestWait, () -> TimeUnit.MILLISECONDS.toNanos(millis.get()));
    }

    private CompletableFuture<SharedResponse> ask(Object version) {
        return cache.get("page", version, tasks::add, Runnable::run, this::compute)
                .toCompletableFuture();
    }

    private SharedResponse compute(long started) {
        return SharedResponse.of(
                SharedContent.of("answer " + computed.incrementAndGet(), "text/plain"), current, started);
    }

    private void runNext() {
        tasks.remove(0).run();
    }

    private static String text(CompletableFuture<SharedResponse> answer) {
        return new String(answer.getNow(null).content().body());
    }

    @Test
    void readersThatAskDuringAComputationShareIt() {
        CompletableFuture<SharedResponse> first = ask("v1");
        CompletableFuture<SharedResponse> second = ask("v1");

        assertThat(tasks).hasSize(1);
        runNext();

        assertThat(text(first)).isEqualTo("answer 1");
        assertThat(text(second)).isEqualTo("answer 1");
        assertThat(cache.waiting()).isZero();
    }

    @Test
    void readersShareAResponseForASecondAndNotLonger() {
        ask("v1");
        runNext();
        millis.addAndGet(400);
        assertThat(text(ask("v1"))).isEqualTo("answer 1");
        assertThat(tasks).isEmpty();

        millis.addAndGet(601);
        CompletableFuture<SharedResponse> later = ask("v1");

        assertThat(later).isNotDone();
        runNext();
        assertThat(text(later)).isEqualTo("answer 2");
    }

    @Test
    void anAgingResponseIsComputedAnewWhileItsReadersGetIt() {
        ask("v1");
        runNext();
        millis.addAndGet(800);

        assertThat(text(ask("v1"))).isEqualTo("answer 1");
        assertThat(text(ask("v1"))).isEqualTo("answer 1");
        assertThat(tasks).hasSize(1);
        runNext();
        millis.addAndGet(300);

        assertThat(text(ask("v1"))).isEqualTo("answer 2");
    }

    @Test
    void aReaderWhoKnowsANewerVersionNeverGetsAnOlderResponse() {
        ask("v1");
        runNext();
        current = "v2";

        CompletableFuture<SharedResponse> reader = ask("v2");

        assertThat(reader).isNotDone();
        runNext();
        assertThat(text(reader)).isEqualTo("answer 2");
    }

    @Test
    void aReaderWhoComesAfterTheRowsWereReadWaitsForTheNextComputation() {
        List<CompletableFuture<SharedResponse>> late = new ArrayList<>();
        CompletableFuture<SharedResponse> early = cache.get("page", "v1", tasks::add, Runnable::run, started -> {
                    SharedResponse old = SharedResponse.of(SharedContent.of("old", "text/plain"), "v1", started);
                    millis.addAndGet(10);
                    current = "v2";
                    late.add(ask("v2"));
                    return old;
                })
                .toCompletableFuture();
        runNext();

        assertThat(text(early)).isEqualTo("old");
        assertThat(late.get(0)).isNotDone();
        assertThat(tasks).hasSize(1);
        runNext();
        assertThat(text(late.get(0))).isEqualTo("answer 1");
        assertThat(cache.waiting()).isZero();
    }

    @Test
    void aComputationThatBeginsAfterTheQuestionIsNewEnoughInAnyVersion() {
        CompletableFuture<SharedResponse> reader = ask("v1");
        current = "v2";
        runNext();

        assertThat(text(reader)).isEqualTo("answer 1");
    }

    @Test
    void moreReadersThanTheBoundAreRefusedAtOnce() {
        for (int i = 0; i < WAITING; i++) {
            assertThat(ask("v1")).isNotDone();
        }

        CompletableFuture<SharedResponse> refused = ask("v1");

        assertBusy(refused);
        runNext();
        assertThat(ask("v1")).isCompleted();
        assertThat(cache.waiting()).isZero();
    }

    @Test
    void readersWaitUntilAWriterTakesTheirResponse() {
        List<Runnable> writers = new ArrayList<>();
        List<CompletableFuture<SharedResponse>> readers = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            readers.add(cache.get("page", "v1", tasks::add, writers::add, this::compute)
                    .toCompletableFuture());
        }
        runNext();

        assertThat(cache.waiting()).isEqualTo(WAITING);
        assertThat(readers).noneMatch(CompletableFuture::isDone);
        assertBusy(ask("v2"));

        writers.forEach(Runnable::run);
        assertThat(readers).allMatch(reader -> text(reader).equals("answer 1"));
        assertThat(cache.waiting()).isZero();
    }

    @Test
    void aReaderWhomNoWriterTakesIsRefused() {
        CompletableFuture<SharedResponse> reader = cache.get(
                        "page",
                        "v1",
                        tasks::add,
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        this::compute)
                .toCompletableFuture();
        runNext();

        assertBusy(reader);
        assertThat(cache.waiting()).isZero();
    }

    @Test
    void aReaderWaitsNoLongerThanTheBound() {
        ResponseCache impatient = cache(Duration.ofMillis(20));

        CompletableFuture<SharedResponse> reader = impatient
                .get("page", "v1", tasks::add, Runnable::run, this::compute)
                .toCompletableFuture();

        assertBusy(reader);
        assertThat(impatient.waiting()).isZero();
    }

    @Test
    void aFailureReachesThoseWhoWaitAndIsNotKept() {
        CompletableFuture<SharedResponse> reader = cache.get("page", "v1", tasks::add, Runnable::run, started -> {
                    throw ApiException.notFound("gone");
                })
                .toCompletableFuture();
        runNext();
        assertThatThrownBy(reader::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ApiException.class)
                .hasMessageContaining("gone");

        CompletableFuture<SharedResponse> next = ask("v1");
        runNext();

        assertThat(text(next)).isEqualTo("answer 1");
    }

    @Test
    void aLackOfMemoryAndAFullQueueAreTemporary() {
        CompletableFuture<SharedResponse> failed = cache.get("page", "v1", tasks::add, Runnable::run, started -> {
                    throw new OutOfMemoryError("heap");
                })
                .toCompletableFuture();
        runNext();
        assertBusy(failed);

        CompletableFuture<SharedResponse> refused = cache.get(
                        "page",
                        "v1",
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        Runnable::run,
                        this::compute)
                .toCompletableFuture();
        assertBusy(refused);
        assertThat(ask("v1")).isNotDone();
    }

    private static void assertBusy(CompletableFuture<SharedResponse> answer) {
        assertThatThrownBy(answer::join).satisfies(thrown -> {
            ApiException refusal = (ApiException) thrown.getCause();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.retryAfterSeconds()).isPositive();
        });
    }

    @Test
    void theBytesOfAllResponsesAreBounded() {
        ResponseCache small = new ResponseCache(10_000, WAITING, Duration.ofSeconds(1), () -> 0);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20; i++) {
                small.get("key " + i, "v", Runnable::run, Runnable::run, started -> {
                    computed.incrementAndGet();
                    return SharedResponse.of(SharedContent.of("x".repeat(900), "text/plain"), "v", started);
                });
            }
        }

        // at most seven of them fit
        assertThat(computed.get()).isBetween(33, 40);
    }
}
