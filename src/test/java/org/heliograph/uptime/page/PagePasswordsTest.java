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

class PagePasswordsTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final ExecutorService readers = Executors.newCachedThreadPool();

    private final PagePasswords passwords = new PagePasswords(new PasswordHasher() {
        @Override
        public boolean matches(String proof, String stored) {
            looks.incrementAndGet();
            try {
                slow.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return stored.equals("hash of " + proof);
        }
    });

    private static String proof(int number) {
        return "%0128x".formatted(number);
    }

    private CompletableFuture<Boolean> come(String proof) {
        return CompletableFuture.supplyAsync(() -> passwords.prove("page", "hash of " + proof(1), proof), readers);
    }

    @AfterEach
    void end() {
        slow.countDown();
        readers.shutdown();
    }

    @Test
    void aProofIsLookedAtOnceHoweverManyBringIt() {
        List<CompletableFuture<Boolean>> all =
                IntStream.range(0, 50).mapToObj(i -> come(proof(1))).toList();
        await().until(() -> looks.get() == 1);

        slow.countDown();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isTrue());
        assertThat(come(proof(1)).join()).isTrue();
        assertThat(looks).hasValue(1);
    }

    @Test
    void aWrongProofIsLookedAtOnceHoweverOftenItComes() {
        slow.countDown();

        assertThat(come(proof(2)).join()).isFalse();
        assertThat(come(proof(2)).join()).isFalse();

        assertThat(looks).hasValue(1);
    }

    @Test
    void whoeverGuessesLeavesRoomForPeopleWhoSignIn() {
        IntStream.range(0, CORES).forEach(i -> come(proof(10 + i)));
        await().until(() -> looks.get() == CORES);

        assertThatThrownBy(() -> passwords.prove("page", "hash of " + proof(1), proof(2)))
                .isInstanceOf(ApiException.class)
                .hasMessageStartingWith("Too many passwords");
        assertThat(looks).hasValue(CORES);
    }
}
