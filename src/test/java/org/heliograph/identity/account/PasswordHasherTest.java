package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int ADMITTED = Math.max(1, CORES - 1) + 2 * CORES;

    private final ExecutorService people = Executors.newCachedThreadPool();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final PasswordHasher passwords = new PasswordHasher(new Slow());

    @AfterEach
    void leave() {
        go.countDown();
        people.shutdownNow();
    }

    private List<CompletableFuture<Boolean>> signIns(int count) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(() -> passwords.matches("any", "hash"), people))
                .limit(count)
                .toList();
    }

    @Test
    void whoComesToAFullQueueIsSentAwayAtOnceAndTheOthersAreServed() {
        List<CompletableFuture<Boolean>> all = signIns(ADMITTED + 3);

        await().until(() -> all.stream().filter(CompletableFuture::isDone).count() == 3);
        assertThat(all.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(3)
                .allSatisfy(refused -> assertThat(refused.handle((held, why) -> ((CompletionException) why).getCause())
                                .join())
                        .isInstanceOfSatisfying(ApiException.class, why -> {
                            assertThat(why.status()).isEqualTo(429);
                            assertThat(why.code()).isEqualTo("RATE_LIMITED");
                            assertThat(why.retryAfterSeconds()).isPositive();
                        }));
        go.countDown();
        await().until(() -> all.stream().allMatch(CompletableFuture::isDone));
        assertThat(all.stream().filter(served -> !served.isCompletedExceptionally()))
                .hasSize(ADMITTED);
    }

    @Test
    void oneCoreIsLeftToEverythingElse() {
        List<CompletableFuture<Boolean>> all = signIns(ADMITTED);
        go.countDown();

        all.forEach(CompletableFuture::join);

        assertThat(most).hasValueBetween(1, Math.max(1, CORES - 1));
    }

    @Test
    void afterARushThereIsRoomAgain() {
        go.countDown();
        signIns(ADMITTED).forEach(CompletableFuture::join);

        assertThat(passwords.matches("any", "hash")).isTrue();
    }

    /** A hash that takes until the test says so. */
    private final class Slow implements Pbkdf2PasswordHash {
        @Override
        public void initialize(Map<String, String> parameters) {
            // nothing to set
        }

        @Override
        public String generate(char[] password) {
            return "hash";
        }

        @Override
        public boolean verify(char[] password, String hash) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                go.await();
                return true;
            } catch (InterruptedException stopped) {
                return false;
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }
}
