package org.heliograph.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What one client does to stop a server with 512 MB, while 200 sockets, heartbeats, pulses and sign-ins of others go on: none of them may
 * fail or wait. {@code -Dattack.scale=20} makes the attacks twenty times as large, on a server of their own with short timeouts, few
 * connections and an issuer that hangs (CONTRIBUTING.md).
 */
class OneClientAttackIT {
    private static final int SCALE = Integer.getInteger("attack.scale", 1);
    private static final boolean LONG = SCALE > 1;
    private static final boolean PAYARA = "payara".equals(System.getProperty("heliograph.server"));
    private static final int MOST_CONNECTIONS = 5_000;

    /** The default of {@code heliograph.limit.topics.peer}, in frames of a thousand. */
    private static final int FRAMES_OF_TOPICS = 10;

    private static final int TIMEOUT_SECONDS = 3;
    private static final int REORDERED = 10;
    /** So many calls of each good client are made under an attack, at least. */
    private static final int CALLS = LONG ? 30 : 10;

    private static final Duration PATIENCE = Duration.ofSeconds(LONG ? 120 : 60);

    /** What may be kept longer: caches with bounds of their own, and answers to the good clients. */
    private static final long MOST_HEAP_GROWTH = 32 * 1024 * 1024;

    private static ServerSocket hangingIssuer;
    private static Server server;
    private static GoodClients good;
    private static long heapBefore;

    private final Attacker attacker = new Attacker(server);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(16);

    @BeforeAll
    static void start() throws IOException {
        // accepts connections, by its backlog, and never answers
        hangingIssuer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = LONG ? ownServer() : Server.shared();
        good = new GoodClients(server);
        await().atMost(PATIENCE).until(() -> good.calls() >= CALLS);
        // warm by now
        good.begin();
        await().atMost(PATIENCE).until(() -> good.calls() >= CALLS);
        good.calibrate();
        heapBefore = HeapMeter.bytesInUse(server);
    }

    private static Server ownServer() {
        return Server.start(
                "attack",
                Map.ofEntries(
                        Map.entry("HELIOGRAPH_BODY_TIMEOUT", "PT" + TIMEOUT_SECONDS + "S"),
                        Map.entry("HELIOGRAPH_RECEIVE_TIMEOUT", "PT" + TIMEOUT_SECONDS + "S"),
                        Map.entry("HELIOGRAPH_HTTP_CONNECTIONS", "" + MOST_CONNECTIONS),
                        Map.entry("HELIOGRAPH_LIMIT_SOCKETS_ADDRESS", "1500"),
                        Map.entry("HELIOGRAPH_LOGIN_ADDRESS_FAILURES", "1000"),
                        Map.entry("MP_JWT_VERIFY_PUBLICKEY", ""),
                        Map.entry(
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                "http://127.0.0.1:" + hangingIssuer.getLocalPort() + "/jwks")));
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            if (heapBefore > 0) {
                assertHeapComesBack();
            }
        } finally {
            close();
        }
    }

    private static void assertHeapComesBack() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() ->
                        assertThat(HeapMeter.bytesInUse(server) - heapBefore).isLessThan(MOST_HEAP_GROWTH));
    }

    private static void close() throws IOException {
        if (good != null) {
            good.close();
        }
        if (LONG && server != null) {
            server.close();
        }
        hangingIssuer.close();
    }

    @BeforeEach
    void begin() {
        good.begin();
    }

    @AfterEach
    void end() {
        attacker.close();
        threads.shutdownNow();
    }

    /** Waits until the good clients have made enough calls under the attack, and asserts that they noticed nothing of it. */
    private static void assertOthersAreUnharmed() {
        int before = good.calls();
        await().atMost(PATIENCE).until(() -> good.calls() >= before + CALLS);
        good.assertUnharmed();
    }

    @Test
    void slowBodiesHoldNoThread() throws IOException {
        String large = "{\"node_key\":\"" + "x".repeat(100_000);
        for (int i = 0; i < 20 * SCALE; i++) {
            attacker.send("POST /api/machine-heartbeat HTTP/1.1\nContent-Length: 1000", "{\"node_key\":");
            attacker.send("POST /api/machine-heartbeat HTTP/1.1\nContent-Length: 200000", large);
            attacker.send("POST /nothing HTTP/1.1\nContent-Length: 1000", "{");
            attacker.send("POST /api/auth/login HTTP/1.1\nExpect: 100-continue\nContent-Length: 1000", "");
            attacker.send("POST /internal/alerts HTTP/1.1\nTransfer-Encoding: chunked", "5\r\n{\"a\":\r\n");
        }
        trickle();

        assertOthersAreUnharmed();
        if (LONG && !PAYARA) {
            for (Socket socket : attacker.sockets()) {
                String answer = Attacker.readToEnd(socket, (TIMEOUT_SECONDS + 20) * 1000);
                assertThat(answer).isNotNull();
                assertThat(answer.replaceFirst("^HTTP/1.1 100 Continue\r\n\r\n", ""))
                        .satisfiesAnyOf(
                                // the response is lost where the client still sends after the connection is closed
                                text -> assertThat(text).isEmpty(),
                                text -> assertThat(text).startsWith("HTTP/1.1 408 "),
                                // too many of this address
                                text -> assertThat(text).startsWith("HTTP/1.1 503 "));
            }
        }
    }

    /** One byte on every connection, each 200 ms: no read times out. */
    private void trickle() {
        threads.scheduleWithFixedDelay(
                () -> {
                    for (Socket socket : attacker.sockets()) {
                        try {
                            socket.getOutputStream().write(' ');
                        } catch (IOException closed) {
                            // by the server, as it should
                        }
                    }
                },
                200,
                200,
                TimeUnit.MILLISECONDS);
    }

    @Test
    void unfinishedMessagesTakeABoundedMemoryForABoundedTime() throws IOException {
        String part = "{\"type\":\"" + "x".repeat(50_000);
        int sockets = LONG ? 1_000 : 200;
        long begin = System.nanoTime();
        for (int i = 0; i < sockets; i++) {
            attacker.webSocket("/ws").getOutputStream().write(Attacker.frame(part, true, false));
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

        assertOthersAreUnharmed();
        // 8 MiB of them are kept, for three seconds; what comes later finds room again
        int kept = 8 * 1024 * 1024 / part.length();
        // threads of the server may read two sockets in another order than they were written
        int surelyOver = kept + REORDERED;
        long everKept = surelyOver * (LONG ? 1 + seconds / TIMEOUT_SECONDS : 1);
        Map<Integer, Long> codes = attacker.sockets().stream()
                .skip(LONG ? 0 : surelyOver)
                .map(socket -> Attacker.closeCode(socket, (TIMEOUT_SECONDS + 20) * 1000))
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        assertThat(codes.getOrDefault(4029, 0L)).isGreaterThanOrEqualTo(sockets - everKept);
        assertThat(codes).containsOnlyKeys(LONG ? List.of(4000, 4029) : List.of(4029));
        good.assertUnharmed();
    }

    @Test
    void unfinishedFramesTakeABoundedMemory() throws IOException {
        byte[] part = "x".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < (LONG ? 700 : 50); i++) {
            attacker.webSocket("/ws").getOutputStream().write(Attacker.frame(part, 64_000, true, true));
            attacker.webSocket("/ws").getOutputStream().write(Attacker.frame(part, 4_000_000, true, true));
        }

        assertOthersAreUnharmed();
    }

    @Test
    void patternsWithManyWildcardsAreRefused() throws Exception {
        Fleet acme = Fleet.acme(server);
        String name = "a".repeat(190);
        String key = acme.newKey("\"reusable\":true").getString("key");
        for (int i = 0; i < 20; i++) {
            acme.tryToRegister(key, name + i);
        }
        List<Future<Answer>> refused = new ArrayList<>();
        List<Future<Answer>> answered = new ArrayList<>();
        for (int i = 0; i < 10 * SCALE; i++) {
            refused.add(threads.submit(() -> acme.read("name=like.*a*a*a*a*b")));
            answered.add(threads.submit(() -> acme.read("name=like.*a*b*&os=ilike.*a*b*")));
        }

        assertOthersAreUnharmed();
        for (Future<Answer> one : refused) {
            assertThat(one.get().status()).isEqualTo(400);
        }
        for (Future<Answer> one : answered) {
            assertThat(one.get().status()).isEqualTo(200);
        }
    }

    @Test
    void tokensThatCannotBeReadAre401AndLeaveNoTrace() throws IOException {
        String before = server.log();
        JwtClaims claims = Tokens.claims("somebody", Duration.ofHours(1));
        claims.setClaim("exp", 1e30);
        List<String> tokens = List.of(
                Tokens.hs256(claims),
                unsigned("{\"alg\":\"ES256\",\"kid\":5}"),
                unsigned("{\"alg\":7}"),
                unsigned("[".repeat(5_000)));

        for (int i = 0; i < 25 * SCALE; i++) {
            for (String token : tokens) {
                assertThat(attacker.exchange("GET /health HTTP/1.1\nAuthorization: Bearer " + token, ""))
                        .startsWith("HTTP/1.1 401 ");
            }
        }

        assertOthersAreUnharmed();
        String log = server.log().substring(before.length());
        // the good client signs in all the time, which is logged
        int signIns = log.split("action=sign-in outcome=done", -1).length - 1;
        assertThat(log).hasSizeLessThan(10_000 + 400 * signIns);
    }

    private static String unsigned(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + ".e30.AAAA";
    }

    @Test
    void wrongSignInsOfOneClientKeepNoOtherOut() throws Exception {
        List<Future<Integer>> statuses = new ArrayList<>();
        for (int connection = 0; connection < 12; connection++) {
            int first = connection * 256;
            statuses.add(threads.submit(() -> {
                int refused = 0;
                for (int i = 0; i < 15 * SCALE; i++) {
                    String answer = attacker.exchange(
                            "POST /api/auth/login HTTP/1.1\nContent-Type: application/json\nX-Forwarded-For: 203.0."
                                    + (first + i) / 256 + "." + i % 256,
                            "{\"email\":\"" + UUID.randomUUID() + "@acme.test\",\"password\":\"wrong-password\"}");
                    refused += answer.startsWith("HTTP/1.1 401 ") || answer.startsWith("HTTP/1.1 429 ") ? 1 : 0;
                }
                return refused;
            }));
        }

        assertOthersAreUnharmed();
        for (Future<Integer> one : statuses) {
            assertThat(one.get()).isEqualTo(15 * SCALE);
        }
    }

    @Test
    void aReaderThatStallsHoldsOneExportOfTheSameLog() throws IOException {
        StatusAdmin admin = new StatusAdmin(server.as("alice@acme.test"));
        String monitor = admin.monitor("");
        // more than the buffers of a connection hold; each row has both values
        for (int i = 0; i < 150; i++) {
            String value = ("" + (char) ('\u4e00' + i)).repeat(200);
            String values = String.join("','", Collections.nCopies(18, value));
            admin.put("monitors/" + monitor, "{'notificationChannels':['" + values + "']}");
        }
        String export = "/api/audit/export?search=";
        List<Api> administrators = Stream.generate(UUID::randomUUID)
                .map(id -> Tokens.claims("administrator-" + id, Duration.ofHours(1)))
                .peek(claims -> claims.setStringClaim("role", "admin"))
                .map(claims -> server.api().with(Tokens.hs256(claims)))
                .limit(2)
                .toList();
        Api stalled = administrators.get(0);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // again, since the question whether it has begun is an export as well
            attacker.send("GET " + export + monitor + " HTTP/1.1\nAuthorization: Bearer " + stalled.token(), "");
            return stalled.get(export + "nothing").outcome().equals("429 RATE_LIMITED");
        });

        assertThat(administrators.get(1).get(export + "nothing").outcome()).isEqualTo("429 RATE_LIMITED");
        Answer refused = stalled.get(export + "nothing");
        assertThat(refused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertOthersAreUnharmed();
        attacker.close();
        for (Api reader : administrators) {
            await().atMost(PATIENCE).until(() -> reader.get(export + "nothing").status() == 200);
        }
    }

    @Test
    void inventedChannelsOpenABoundedNumberOfTopics() throws IOException {
        String token = Tokens.hs256(Tokens.claims("attacker", Duration.ofHours(1)));
        int errors = 0;
        int frames = FRAMES_OF_TOPICS + 2 * SCALE;
        for (int i = 0; i < frames; i++) {
            Socket socket = attacker.webSocket("/ws?token=" + token);
            int from = i * 1000;
            String names = IntStream.range(from, from + 1000)
                    .mapToObj(name -> "\"deployments:d" + name + "\"")
                    .collect(Collectors.joining(","));
            socket.getOutputStream()
                    .write(Attacker.frame("{\"type\":\"subscribe\",\"channels\":[" + names + "]}", true, true));
            errors += readFor(socket, "subscribed", "Too many subscriptions").equals("subscribed") ? 0 : 1;
        }

        assertOthersAreUnharmed();
        assertThat(errors).isEqualTo(2 * SCALE);
        assertThat(server.api().get("/health").json().getInt("activeChannels"))
                .isLessThan(FRAMES_OF_TOPICS * 1000 + 500);
        try (SocketClient socket = SocketHandshake.to(server, "/ws")
                .header(
                        "Authorization",
                        "Bearer " + server.as("alice@acme.test").token())
                .open()) {
            socket.send("{\"type\":\"subscribe\",\"channel\":\"deployments:of-another-client\"}");
            socket.next(frame -> frame.getString("type", "").equals("subscribed"));
        }
    }

    /** Reads until one of two texts comes. */
    private static String readFor(Socket socket, String one, String other) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[8192];
        while (true) {
            int n = socket.getInputStream().read(part);
            if (n < 0) {
                throw new IOException("closed after " + text);
            }
            text.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
            if (text.indexOf(one) >= 0) {
                return one;
            }
            if (text.indexOf(other) >= 0) {
                return other;
            }
        }
    }

    @Test
    @EnabledIf("isLong")
    void anIssuerThatHangsHoldsNoCallsOfOthers() throws Exception {
        List<Future<Integer>> statuses = new ArrayList<>();
        for (int thread = 0; thread < 10; thread++) {
            statuses.add(threads.submit(() -> {
                int refused = 0;
                for (int i = 0; i < 5 * SCALE; i++) {
                    Api caller = server.api()
                            .with(Tokens.rs256(Tokens.claims("caller-" + UUID.randomUUID(), Duration.ofHours(1))));
                    refused += caller.get("/api/auth/me").status() == 503 ? 1 : 0;
                }
                return refused;
            }));
        }

        assertOthersAreUnharmed();
        for (Future<Integer> one : statuses) {
            assertThat(one.get()).isEqualTo(5 * SCALE);
        }
    }

    static boolean isLong() {
        return LONG;
    }

    @Test
    @EnabledIf("isLong")
    void connectionsAreBoundedAndThoseThatAreOpenGoOn() throws IOException {
        int refused = 0;
        for (int i = 0; i < MOST_CONNECTIONS + 500; i++) {
            try {
                attacker.connect();
            } catch (IOException full) {
                refused++;
            }
        }

        assertOthersAreUnharmed();
        attacker.close();
        // what is accepted now may have waited since the attack
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> new Attacker(server)
                        .exchange("GET /health HTTP/1.1", "")
                        .startsWith("HTTP/1.1 200 "));
        assertThat(server.log()).doesNotContain("Too many open files");
        assertThat(refused).isLessThanOrEqualTo(500);
    }
}
