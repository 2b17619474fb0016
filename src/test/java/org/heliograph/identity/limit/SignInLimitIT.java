package org.heliograph.identity.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.NginxProcess;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.heliograph.testing.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server behind a proxy on loopback, which these tests play by {@code X-Forwarded-For}, or which is a real nginx. */
class SignInLimitIT {
    private static final int LIMIT = 12;
    private static final int GOOD_SIGN_INS = 4;
    private static final int SOME_ROUNDS = 3;
    /** Hashes take long on a busy machine. */
    private static final Duration BUSY = Duration.ofSeconds(30);

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static Server server;

    private final Api api = server.api();

    @BeforeAll
    static void start() {
        server = Server.start(
                "signin",
                Map.of(
                        "HELIOGRAPH_PROXIES", "127.0.0.1",
                        "HELIOGRAPH_LOGIN_ADDRESS_FAILURES", "" + LIMIT,
                        // sign-ins must wait for one another, and their time must be that of the hash
                        "HELIOGRAPH_LOGIN_HASH_ITERATIONS", "60000",
                        "HELIOGRAPH_JWT_REFRESH_REPEAT", "PT1S"));
        // before the test of nginx spends the failures of loopback
        server.as("alice@acme.test");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An address that nobody has used yet. */
    private static String newAddress() {
        return "198.51.100." + ADDRESSES.incrementAndGet();
    }

    private Answer login(String address, String email, String password) {
        return api.login(email, password, "X-Forwarded-For", address);
    }

    @Test
    void anAddressWithTooManyFailuresIsPausedForEveryAccountExceptKnownDevices() {
        String address = newAddress();
        Answer known = api.login(
                "bob@acme.test", TestSettings.PASSWORD, "X-Forwarded-For", address, "X-Heliograph-Device", "new");
        for (int attempt = 0; attempt < LIMIT; attempt++) {
            assertThat(login(address, InvitedUser.newEmail(), "wrong").status()).isEqualTo(401);
        }

        Answer refused = login(address, "alice@acme.test", TestSettings.PASSWORD);
        assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 15 * 60 / LIMIT + 1);
        assertThat(login(address, InvitedUser.newEmail(), "wrong").text()).isEqualTo(refused.text());
        assertThat(login(newAddress(), "alice@acme.test", TestSettings.PASSWORD).status())
                .isEqualTo(200);
        assertThat(api.login(
                                "bob@acme.test",
                                TestSettings.PASSWORD,
                                "X-Forwarded-For",
                                address,
                                "X-Heliograph-Device",
                                known.header("X-Heliograph-Device"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void goodSignInsDoNotCountForTheirAddress() {
        String address = newAddress();
        for (int attempt = 0; attempt < LIMIT + 1; attempt++) {
            assertThat(login(address, "carol@globex.test", TestSettings.PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void tenLoopingStrangersNeverMakeAGoodSignInFail() {
        List<Supplier<Answer>> strangers = new ArrayList<>();
        for (int stranger = 0; stranger < 10; stranger++) {
            String address = newAddress();
            String email = InvitedUser.newEmail();
            strangers.add(() -> login(address, email, "wrong"));
        }

        assertThat(goodSignInsAmong(strangers, "mallory@acme.test")).containsOnly(200);
    }

    @Test
    void strangersOfOneAddressWithManyCallsAtOnceNeverMakeAGoodSignInFail() {
        String address = newAddress();
        List<Supplier<Answer>> strangers = new ArrayList<>();
        for (int stranger = 0; stranger < 24; stranger++) {
            strangers.add(() -> login(address, InvitedUser.newEmail(), "wrong"));
        }

        assertThat(goodSignInsAmong(strangers, "mallory@acme.test")).containsOnly(200);
    }

    /** The results of good sign-ins from an address of their own, while strangers try again and again. */
    private List<Integer> goodSignInsAmong(List<Supplier<Answer>> strangers, String email) {
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger rounds = new AtomicInteger();
        try {
            for (Supplier<Answer> stranger : strangers) {
                threads.execute(() -> {
                    while (!over.get()) {
                        stranger.get();
                        rounds.incrementAndGet();
                    }
                });
            }
            await().atMost(BUSY).until(() -> rounds.get() >= SOME_ROUNDS);
            List<Integer> results = new ArrayList<>();
            String own = newAddress();
            for (int signIn = 0; signIn < GOOD_SIGN_INS; signIn++) {
                results.add(login(own, email, TestSettings.PASSWORD).status());
            }
            return results;
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    @Test
    void strangersCannotLockTheOnlyAdministratorOutOfKnownDevices() {
        String device =
                login(newAddress(), "alice@acme.test", TestSettings.PASSWORD).header("Set-Cookie");
        for (int stranger = 0; stranger < 10; stranger++) {
            login(newAddress(), "alice@acme.test", "wrong");
        }
        assertThat(login(newAddress(), "alice@acme.test", TestSettings.PASSWORD).status())
                .isEqualTo(429);

        assertThat(api.login(
                                "alice@acme.test",
                                TestSettings.PASSWORD,
                                "X-Forwarded-For",
                                newAddress(),
                                "Cookie",
                                device.substring(0, device.indexOf(';')))
                        .status())
                .isEqualTo(200);
        unlock("alice@acme.test");
    }

    private void unlock(String email) {
        Api admin = api.with(Tokens.withRole("admin"));
        String id = admin.get("/api/accounts?search=" + email)
                .list()
                .getJsonObject(0)
                .getString("id");
        admin.post("/api/accounts/" + id + "/unlock", null).data();
    }

    @Test
    void timeAndWorkDoNotTellWhetherAnAddressHasAnAccount() {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int attempt = 0; attempt < 8; attempt++) {
            known.add(millis(() -> login(newAddress(), "carol@globex.test", "wrong")));
            String nobody = InvitedUser.newEmail();
            unknown.add(millis(() -> login(newAddress(), nobody, "wrong")));
        }
        unlock("carol@globex.test");

        // the fastest of each: other work on the machine only adds to a time
        assertThat(Collections.min(unknown)).isBetween(Collections.min(known) / 2, Collections.min(known) * 2);
    }

    private static long millis(Supplier<Answer> call) {
        long began = System.nanoTime();
        call.get();
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Test
    void aRefreshTokenThatReturnsLaterThanItsAnswerCanHaveBeenLostEndsTheSession() {
        InvitedUser person = InvitedUser.join(Fleet.acme(server), "member");
        String successor = refresh(person.refreshToken()).data().getString("refresh_token");
        long used = System.nanoTime();
        await().pollDelay(Duration.ofMillis(1_100))
                .until(() -> System.nanoTime() - used > Duration.ofMillis(1_100).toNanos());

        assertThat(refresh(person.refreshToken()).outcome()).isEqualTo("401 INVALID_REFRESH_TOKEN");
        assertThat(refresh(successor).outcome()).isEqualTo("401 INVALID_REFRESH_TOKEN");
    }

    private Answer refresh(String token) {
        return api.post("/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
    }

    @Test
    void behindTheShippedNginxNobodyChoosesAnAddress() throws IOException, InterruptedException {
        NginxProcess.require();
        HttpClient http = HttpClient.newHttpClient();
        try (NginxProcess nginx = NginxProcess.inFrontOf(server)) {
            int refused = 0;
            for (int attempt = 0; attempt < LIMIT + 1; attempt++) {
                String body = Json.createObjectBuilder()
                        .add("email", InvitedUser.newEmail())
                        .add("password", "wrong")
                        .build()
                        .toString();
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + nginx.port() + "/api/auth/login"))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", newAddress())
                        .header("X-Real-IP", newAddress())
                        .header("Forwarded", "for=" + newAddress())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                refused +=
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 429 ? 1 : 0;
            }

            assertThat(refused).isPositive();
        }
    }
}
