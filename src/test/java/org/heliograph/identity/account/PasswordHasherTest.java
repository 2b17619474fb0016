package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int ADMITTED = Math.max(1, CORES - 1) + Math.max(12, 6 * CORES);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> verified = new CopyOnWriteArrayList<>();
    private Map<String, String> parameters = Map.of();
    private final PasswordHasher passwords = hasher();

    private PasswordHasher hasher() {
        PasswordHasher hasher = new PasswordHasher(
                new BlockingHash(), new Configuration(name -> Optional.ofNullable(settings.get(name))));
        hasher.prepare();
        return hasher;
    }

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
    }

    private List<CompletableFuture<Boolean>> signIns(int count) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(() -> passwords.matches("any", "hash"), threads))
                .limit(count)
                .toList();
    }

    @Test
    void fullQueueRefusesAtOnceAndServesTheOthers() {
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
        release.countDown();
        await().until(() -> all.stream().allMatch(CompletableFuture::isDone));
        assertThat(all.stream().filter(served -> !served.isCompletedExceptionally()))
                .hasSize(ADMITTED);
    }

    @Test
    void oneCoreStaysFree() {
        List<CompletableFuture<Boolean>> all = signIns(ADMITTED);
        release.countDown();

        all.forEach(CompletableFuture::join);

        assertThat(peak).hasValueBetween(1, Math.max(1, CORES - 1));
    }

    @Test
    void queueEmptiesAfterALoadPeak() {
        release.countDown();
        signIns(ADMITTED).forEach(CompletableFuture::join);

        assertThat(passwords.matches("any", "hash")).isTrue();
    }

    @Test
    void iterationsAreThoseOfOwaspUnlessSet() {
        assertThat(parameters)
                .containsEntry("Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512")
                .containsEntry("Pbkdf2PasswordHash.Iterations", "210000");
        settings.put("heliograph.login.hash.iterations", "600000");

        hasher();

        assertThat(parameters).containsEntry("Pbkdf2PasswordHash.Iterations", "600000");
    }

    @Test
    void addressWithoutAnAccountTakesAsManyIterationsAsANewPassword() {
        release.countDown();
        settings.put("heliograph.login.hash.iterations", "600000");

        assertThat(passwords.matchesNothing("any", HashLane.SERVER)).isFalse();
        assertThat(hasher().matchesNothing("any", HashLane.SERVER)).isFalse();

        assertThat(verified)
                .satisfiesExactly(
                        hash -> assertThat(hash).startsWith("PBKDF2WithHmacSHA512:210000:"),
                        hash -> assertThat(hash).startsWith("PBKDF2WithHmacSHA512:600000:"));
    }

    /** A hash that takes until the test releases it. */
    private final class BlockingHash implements Pbkdf2PasswordHash {
        @Override
        public void initialize(Map<String, String> given) {
            parameters = given;
        }

        @Override
        public String generate(char[] password) {
            return "hash";
        }

        @Override
        public boolean verify(char[] password, String hash) {
            verified.add(hash);
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                release.await();
                return true;
            } catch (InterruptedException stopped) {
                return false;
            } finally {
                running.decrementAndGet();
            }
        }
    }
}
