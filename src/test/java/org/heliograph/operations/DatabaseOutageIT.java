package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The database is away, while the server runs and when it starts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseOutageIT {
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final int MAX_LOGGED = 8_192;
    private static final String PASSWORD = "the-password-of-the-database";

    private static Path data;
    private static EmbeddedPostgres postgres;
    private static Server server;
    private static int port;

    @BeforeAll
    static void startBoth() throws IOException {
        Path all = Path.of(System.getProperty("heliograph.it.dir", "target/it"));
        data = Files.createTempDirectory(Files.createDirectories(all.toAbsolutePath()), "outage-data");
        startDatabase();
        port = postgres.getPort();
        server = Server.start(
                "outage",
                Map.of(
                        "HELIOGRAPH_DB_DRIVER", "postgresql",
                        "HELIOGRAPH_DB_URL",
                                "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=" + PASSWORD,
                        "HELIOGRAPH_DB_USER", "postgres",
                        "HELIOGRAPH_DB_PASSWORD", PASSWORD,
                        "HELIOGRAPH_DB_POOL", "10"));
    }

    @AfterAll
    static void stopBoth() throws IOException {
        if (server != null) {
            server.close();
        }
        postgres.close();
    }

    private static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static long lines(String log, String text) {
        return log.lines().filter(line -> line.contains(text)).count();
    }

    @Order(1)
    @Test
    void theStartSaysInOneLineWhatThisNodeIs() {
        String log = server.log();

        assertThat(lines(log, "Heliograph ")).isPositive();
        assertThat(log.lines().filter(line -> line.contains(" is node ")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .containsPattern("Heliograph \\d+\\.\\S+ is node \\S+ of installation \\S+;")
                        .contains("database PostgreSQL ")
                        .contains("at jdbc:postgresql://localhost:" + port + "/postgres;")
                        .contains("Redis none")
                        .contains("public address as called")
                        .contains("demo on")
                        .contains("administrators 1")
                        .doesNotContain(PASSWORD));
    }

    @Order(2)
    @Test
    void anOutageIsLoggedOnceAndItsEndOnce() throws IOException {
        Fleet acme = Fleet.acme(server);
        PushMonitor monitor = PushMonitor.on(server, "'interval':60");
        try (SocketClient socket = acme.listen("machines")) {
            int before = server.log().length();
            postgres.close();
            long began = System.nanoTime();
            while (System.nanoTime() - began < OUTAGE.toNanos()) {
                assertThat(acme.admin().get("/api/members?org_id=acme").status())
                        .isEqualTo(503);
                acme.admin().server().api().get("/v1/push/" + monitor.id() + "?latency=4");
                server.api().get("/v1/status/none");
                assertThat(server.api().get("/health").status()).isEqualTo(503);
            }
            startDatabase();
            await().atMost(BACK).until(() -> server.api().get("/health").status() == 200);
            await().atMost(BACK).until(() -> server.log().substring(before).contains("available again"));

            String logged = server.log().substring(before);
            assertThat(lines(logged, "the database is unavailable")).isEqualTo(1);
            assertThat(lines(logged, "the database is available again")).isEqualTo(1);
            assertThat(logged.length())
                    .as(logged.substring(0, Math.min(logged.length(), 20_000)))
                    .isLessThan(MAX_LOGGED);
            acme.register();
            assertThat(socket.next().getString("event")).isEqualTo("INSERT");
        }
    }

    @Order(3)
    @Test
    void aNodeThatStartsBeforeItsDatabaseWaitsForIt() throws Exception {
        server.close();
        postgres.close();
        int before = server.log().length();

        CompletableFuture<Void> started = CompletableFuture.runAsync(server::start);
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> waiting(server));
            Answer refused = server.api().get("/api/config");
            assertThat(refused.outcome()).isEqualTo("503 STARTING");
            assertThat(started).isNotDone();
        } finally {
            startDatabase();
        }
        started.get();

        assertThat(server.as("alice@acme.test").get("/api/members?org_id=acme").status())
                .isEqualTo(200);
        Fleet.acme(server).online();
        String logged = server.log().substring(before);
        assertThat(lines(logged, "this node waits for it")).isEqualTo(1);
        assertThat(lines(logged, " is node ")).isEqualTo(1);
    }

    private static boolean waiting(Server server) {
        try {
            Answer health = server.api().get("/health");
            return health.status() == 503
                    && health.json().getString("reason", "").equals("waiting for the database");
        } catch (RuntimeException | AssertionError notYet) {
            return false;
        }
    }
}
