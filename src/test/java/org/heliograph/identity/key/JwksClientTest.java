package org.heliograph.identity.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.StallFreeClock;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwksClientTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private volatile CountDownLatch hung = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String body;
    private HttpServer issuer;
    private JwksClient client;

    @BeforeEach
    void start() throws Exception {
        body = newKeys();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.setExecutor(executor);
        issuer.createContext("/", exchange -> {
            calls.incrementAndGet();
            try {
                hung.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        issuer.start();
        client = new JwksClient("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks", nanos::get);
    }

    @AfterEach
    void stop() {
        hung.countDown();
        issuer.stop(0);
        executor.shutdownNow();
    }

    /** The version once the keys are there: a call waits a second for the first ones, and a busy machine may need longer. */
    private long fetchedVersion() {
        await().until(() -> !client.keys().isEmpty());
        return client.version();
    }

    @Test
    void keysGetAnotherVersionWhenTheyHaveChangedAfterAnHour() throws Exception {
        long first = fetchedVersion();
        pass(Duration.ofMinutes(61));
        assertThat(client.version()).isEqualTo(first);
        await().until(() -> calls.get() == 2 && client.isIdle());
        body = newKeys();
        assertThat(client.version()).isEqualTo(first);

        pass(Duration.ofMinutes(61));

        await().until(() -> client.version() != first);
        assertThat(calls).hasValue(3);
    }

    @Test
    void keysThatCannotBeFetchedAgainStayTheSame() {
        long first = fetchedVersion();
        List<?> keys = client.keys();

        status = 500;
        pass(Duration.ofMinutes(61));

        assertThat(client.version()).isEqualTo(first);
        await().until(() -> calls.get() == 2 && client.isIdle());
        assertThat(client.keys()).isEqualTo(keys).hasSize(1);
    }

    @Test
    void keysThatWereNeverFetchedAreUnknownAndNotAbsent() {
        status = 500;

        assertThat(client.keys()).isEmpty();
        assertThatThrownBy(client::refreshed)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        assertThat(calls).hasValue(1);
    }

    @Test
    void issuerThatHangsHoldsNoCallWhileThereAreOldKeys() throws Exception {
        long first = fetchedVersion();
        hung = new CountDownLatch(1);
        pass(Duration.ofMinutes(61));

        long began = StallFreeClock.nanos();
        assertThat(client.version()).isEqualTo(first);
        await().until(() -> calls.get() == 2);
        assertThat(client.version()).isEqualTo(first);
        assertThat(client.keys()).hasSize(1);
        assertThat(StallFreeClock.since(began)).isLessThan(Duration.ofSeconds(4));

        body = newKeys();
        hung.countDown();
        await().until(() -> client.version() != first);
    }

    @Test
    void issuerThatHangsHoldsAFewCallsWithMadeUpKeyIdsForAMoment() throws Exception {
        fetchedVersion();
        hung = new CountDownLatch(1);
        pass(Duration.ofSeconds(11));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(CompletableFuture.supplyAsync(client::refreshed, executor));
        }

        StallFreeClock.within(
                Duration.ofSeconds(4),
                () -> all.stream()
                                .filter(CompletableFuture::isCompletedExceptionally)
                                .count()
                        == 20);
        assertThat(calls).hasValue(2);

        hung.countDown();
        await().until(() -> !client.refreshed().isEmpty());
        assertThat(calls).hasValue(2);
    }

    @Test
    void issuerThatNeverEndsItsAnswerIsGivenUpAndAskedAgain() throws Exception {
        fetchedVersion();
        hung = new CountDownLatch(1);
        pass(Duration.ofSeconds(11));
        assertThatThrownBy(client::refreshed).isInstanceOf(ApiException.class);

        await().until(client::isIdle);
        hung.countDown();
        pass(Duration.ofSeconds(11));

        assertThat(client.refreshed()).hasSize(1);
        assertThat(calls).hasValue(3);
    }

    @Test
    void answerWithoutAnEndIsNotKept() {
        body = " ".repeat(2 << 20);

        assertThat(client.keys()).isEmpty();
        await().until(client::isIdle);
        assertThat(client.keys()).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String newKeys() throws Exception {
        return new JsonWebKeySet(EcJwkGenerator.generateJwk(EllipticCurves.P256)).toJson();
    }
}
