package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagePasswordVerifierTest {
    private static final int MOST_CHECKS = Runtime.getRuntime().availableProcessors();

    private final AtomicInteger checks = new AtomicInteger();
    private final CountDownLatch hashing = new CountDownLatch(1);
    private final ExecutorService readers = Executors.newCachedThreadPool();

    private final PagePasswordVerifier passwords = new PagePasswordVerifier(new PasswordHasher() {
        @Override
        public boolean matches(String proof, String stored) {
            checks.incrementAndGet();
            try {
                hashing.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return stored.equals("hash of " + proof);
        }
    });

    private static String proof(int number) {
        return "%0128x".formatted(number);
    }

    private CompletableFuture<Boolean> verify(String proof) {
        return CompletableFuture.supplyAsync(() -> passwords.verify("page", "hash of " + proof(1), proof), readers);
    }

    @AfterEach
    void shutDown() {
        hashing.countDown();
        readers.shutdown();
    }

    @Test
    void concurrentChecksOfOneProofShareOneHash() {
        List<CompletableFuture<Boolean>> all =
                IntStream.range(0, 50).mapToObj(i -> verify(proof(1))).toList();
        await().until(() -> checks.get() == 1);

        hashing.countDown();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isTrue());
        assertThat(verify(proof(1)).join()).isTrue();
        assertThat(checks).hasValue(1);
    }

    @Test
    void wrongProofIsCached() {
        hashing.countDown();

        assertThat(verify(proof(2)).join()).isFalse();
        assertThat(verify(proof(2)).join()).isFalse();

        assertThat(checks).hasValue(1);
    }

    @Test
    void excessConcurrentChecksAreRefused() {
        IntStream.range(0, MOST_CHECKS).forEach(i -> verify(proof(10 + i)));
        await().until(() -> checks.get() == MOST_CHECKS);

        assertThatThrownBy(() -> passwords.verify("page", "hash of " + proof(1), proof(2)))
                .isInstanceOf(ApiException.class)
                .hasMessageStartingWith("Too many password checks");
        assertThat(checks).hasValue(MOST_CHECKS);
    }
}
