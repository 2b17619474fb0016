package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The database is away, hangs or refuses, while the server runs and when it starts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseOutageIT {
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration OUTAGE = Duration.ofSeconds(5);
    private static final Duration NOTICED = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration RECOVERED = Duration.ofSeconds(40);
    /** The timeout of the socket, and time for a busy machine. */
    private static final Duration ANSWERED = Duration.ofSeconds(30);

    private static final int MAX_LOGGED = 8_192;
    private static final int HEARTBEATS = 60;
    private static final int REGISTRATIONS = 10;

    private static RestartablePostgres postgres;
    private static Server server;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @BeforeAll
    static void prepareBoth() throws IOException, SQLException {
        postgres = RestartablePostgres.start("outage-data");
        // what an administrator may have set for other applications
        try (Connection database = postgres.connect();
                Statement statement = database.createStatement()) {
            statement.execute("alter role postgres set default_transaction_isolation = 'repeatable read'");
            statement.execute("alter role postgres set statement_timeout = '20ms'");
        }
        server = Server.of(
                "outage",
                Map.of(
                        "HELIOGRAPH_DB_DRIVER", "postgresql",
                        "HELIOGRAPH_DB_URL", postgres.url() + "?user=postgres&password=" + RestartablePostgres.PASSWORD,
                        "HELIOGRAPH_DB_USER", "postgres",
                        "HELIOGRAPH_DB_PASSWORD", RestartablePostgres.PASSWORD,
                        "HELIOGRAPH_DB_QUERY_TIMEOUT", "3",
                        "HELIOGRAPH_DB_SOCKET_TIMEOUT", "4",
                        "HELIOGRAPH_PING_INTERVAL", "PT1S"));
    }

    @AfterAll
    static void stopBoth() throws IOException {
        server.close();
        postgres.stop();
    }

    @AfterEach
    void stopClients() {
        clients.shutdownNow();
    }

    private static long lines(String log, String text) {
        return log.lines().filter(line -> line.contains(text)).count();
    }

    /** The health, which is answered at once whatever the database does. */
    private static Answer health() {
        return atOnce(() -> server.api().get("/health"));
    }

    /** One of three answers comes at once: a busy machine delays a single one, and the database would delay each. */
    private static Answer atOnce(Supplier<Answer> call) {
        Duration took = Duration.ZERO;
        for (int attempt = 0; attempt < 3; attempt++) {
            long began = System.nanoTime();
            Answer answer = call.get();
            took = Duration.ofNanos(System.nanoTime() - began);
            if (took.compareTo(AT_ONCE) < 0) {
                return answer;
            }
        }
        throw new AssertionError("answered after " + took);
    }

    private static String reason() {
        return health().json().getString("reason", "");
    }

    private static void awaitHealthy() {
        await().atMost(RECOVERED).until(() -> health().status() == 200 && reason().isEmpty());
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.outcome()).isEqualTo("503 BUSY");
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    @Order(1)
    @Test
    void aNodeThatStartsBeforeItsDatabaseWaitsForIt() throws Exception {
        postgres.stop();
        CompletableFuture<Void> started = CompletableFuture.runAsync(server::start);
        try {
            await().atMost(START).until(() -> waiting(server));
            assertThat(server.api().get("/api/config").outcome()).isEqualTo("503 STARTING");
            Answer metrics = server.api().get("/metrics");
            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.text()).contains("heliograph_started 0.0", "heliograph_ready 0.0", "jvm_memory_used");
            assertThat(started).isNotDone();
        } finally {
            postgres.restart();
        }
        started.get();

        assertThat(server.api().get("/metrics").text())
                .contains("heliograph_started 1.0", "heliograph_database_up 1.0");
        assertThat(server.as("alice@acme.test").get("/api/members?org_id=acme").status())
                .isEqualTo(200);
        assertThat(lines(server.log(), "this node waits for it")).isEqualTo(1);
        assertThat(lines(server.log(), "the data source has no")).isZero();
    }

    private static boolean waiting(Server starting) {
        try {
            Answer health = starting.api().get("/health");
            return health.status() == 503
                    && health.json().getString("reason", "").equals("waiting for the database");
        } catch (RuntimeException | AssertionError notYet) {
            return false;
        }
    }

    @Order(2)
    @Test
    void theStartSaysInOneLineWhatThisNodeIs() {
        assertThat(server.log().lines().filter(line -> line.contains(" is node ")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .containsPattern("Heliograph \\d+\\.\\S+ is node \\S+ of installation \\S+;")
                        .contains("database PostgreSQL ")
                        .contains("at " + postgres.url() + ";")
                        .contains("Redis none")
                        .contains("public address as called")
                        .contains("demo on")
                        .contains("administrators 1")
                        .doesNotContain(RestartablePostgres.PASSWORD));
    }

    @Order(3)
    @Test
    void theIsolationAndTimeoutsOfTheRoleRefuseNoChange() throws Exception {
        Fleet acme = Fleet.acme(server);
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            agents.add(acme.online());
        }
        List<Future<Answer>> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Agent agent = agents.get(i % agents.size());
            String status = i % 8 < 4 ? "offline" : "online";
            changes.add(
                    clients.submit(() -> agent.report("\"status\":\"" + status + "\",\"version\":\"" + status + "\"")));
        }

        for (Future<Answer> change : changes) {
            assertThat(change.get().status()).isEqualTo(200);
        }
    }

    @Order(4)
    @Test
    void aDatabaseThatHangsHoldsUpNothingElse() throws Exception {
        Fleet acme = Fleet.acme(server);
        Agent agent = acme.online();
        String key = acme.newKey("\"reusable\":true").getString("key");
        try (SocketClient hears = acme.connect(acme.admin());
                SocketClient speaks = acme.connect(acme.admin())) {
            hears.send("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"general\"]}");
            hears.next(frame -> frame.getString("type").equals("subscribed"));
            Set<String> heard = new HashSet<>();
            int before = server.log().length();
            List<Future<Answer>> registrations = new ArrayList<>();
            for (int i = 0; i < REGISTRATIONS; i++) {
                registrations.add(clients.submit(() -> acme.tryToRegister(key, Fleet.newName())));
            }
            List<Future<Answer>> heartbeats = new ArrayList<>();
            int pings = hears.pings();
            postgres.freeze();
            try {
                for (int i = 0; i < HEARTBEATS; i++) {
                    heartbeats.add(clients.submit(() -> agent.report("")));
                }
                await().atMost(NOTICED).until(() -> health().status() == 503);
                assertThat(reason()).isEqualTo("database does not answer");
                for (String probe : List.of("live", "ready", "started")) {
                    Answer answer = atOnce(() -> server.api().get("/health/" + probe));
                    assertThat(answer.status()).as(probe).isEqualTo(probe.equals("ready") ? 503 : 200);
                }
                assertThat(server.api().get("/health/ready").text())
                        .contains("{\"name\":\"database\",\"status\":\"DOWN\",");

                speaks.send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"hello\",\"payload\":{}}");
                listen(hears, heard, frame -> frame.getString("event", "").equals("hello"));
                hears.ping();
                await().atMost(NOTICED).until(() -> hears.pings() > pings + 1);

                assertRefused(atOnce(() -> agent.report("")));
                for (Future<Answer> heartbeat : heartbeats) {
                    // those that had reached the database, by the timeout of the socket
                    assertRefused(heartbeat.get(ANSWERED.toSeconds(), TimeUnit.SECONDS));
                }
                assertThat(health().status()).isEqualTo(503);
            } finally {
                postgres.thaw();
            }
            awaitHealthy();
            agent.heartbeat();
            String last = acme.register(key, Fleet.newName()).id();

            Set<String> expected = new HashSet<>(Set.of(last));
            for (Future<Answer> registration : registrations) {
                if (registration.get().status() < 300) {
                    expected.add(registration.get().data().getString("machine_id"));
                }
            }
            // those that were under way when the database continued may come after the last one
            if (!heard.containsAll(expected)) {
                listen(hears, heard, frame -> heard.containsAll(expected));
            }
            Set<String> stored = new HashSet<>();
            acme.rows("limit=1000").forEach(row -> stored.add(row.asJsonObject().getString("id")));
            assertThat(stored).containsAll(heard);
            assertOneOutage(before);
        }
    }

    /** Takes frames until one ends it. @param heard gets the ids of the machines that were registered, some of them before the hang */
    private static void listen(SocketClient socket, Set<String> heard, Predicate<JsonObject> end) {
        JsonObject frame;
        do {
            frame = socket.next();
            if (frame.getString("event", "").equals("INSERT")) {
                heard.add(frame.getJsonObject("payload").getString("id"));
            }
        } while (!end.test(frame));
    }

    private static void assertOneOutage(int before) {
        await().atMost(BACK).until(() -> server.log().substring(before).contains("available again"));
        String logged = server.log().substring(before);
        assertThat(lines(logged, "the database is unavailable")).isEqualTo(1);
        assertThat(lines(logged, "the database is available again")).isEqualTo(1);
        assertThat(logged.length())
                .as(logged.substring(0, Math.min(logged.length(), 20_000)))
                .isLessThan(MAX_LOGGED);
    }

    @Order(5)
    @Test
    void anOutageIsLoggedOnceAndItsEndOnce() throws IOException {
        Fleet acme = Fleet.acme(server);
        PushMonitor monitor = PushMonitor.on(server, "'interval':60");
        try (SocketClient socket = acme.listen("machines")) {
            int before = server.log().length();
            postgres.stop();
            await().atMost(NOTICED).until(() -> health().status() == 503);
            await().atMost(NOTICED).until(() -> reason().equals("database unreachable"));
            long began = System.nanoTime();
            while (System.nanoTime() - began < OUTAGE.toNanos()) {
                assertRefused(acme.admin().get("/api/members?org_id=acme"));
                server.api().get("/v1/push/" + monitor.id() + "?latency=4");
                server.api().get("/v1/status/none");
                assertThat(health().status()).isEqualTo(503);
            }
            postgres.restart();
            awaitHealthy();

            assertOneOutage(before);
            acme.register();
            // machines of the tests before may change as well
            socket.next(frame -> frame.getString("event", "").equals("INSERT"));
        }
    }

    @Order(6)
    @Test
    void aDatabaseThatRefusesChangesIsSaidSoAndReadsGoOn() throws SQLException {
        Fleet acme = Fleet.acme(server);
        Agent agent = acme.online();
        int before = server.log().length();
        try (Connection database = postgres.connect();
                Statement statement = database.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system set default_transaction_read_only = on");
            statement.execute("select pg_reload_conf()");
            // a problem that was seen before counts for a while
            await().atMost(RECOVERED).until(() -> reason().equals("database is read-only"));
            assertThat(health().status()).isEqualTo(200);
            assertThat(health().json().getJsonArray("degraded")).hasToString("[\"database\"]");
            // each session of the server learns of it before its next statement, not before its present one
            AtomicInteger version = new AtomicInteger();
            await().atMost(RECOVERED)
                    .untilAsserted(
                            () -> assertRefused(agent.report("\"version\":\"" + version.incrementAndGet() + "\"")));
            assertThat(acme.read("id=eq." + agent.id()).status()).isEqualTo(200);
            statement.execute("alter system reset default_transaction_read_only");
            statement.execute("select pg_reload_conf()");
            await().atMost(RECOVERED).until(() -> !reason().equals("database is read-only"));
            await().atMost(RECOVERED)
                    .until(() -> agent.report("\"version\":\"again\"").status() == 200);
        }
        await().atMost(BACK).until(() -> server.log().substring(before).contains("available again"));
        String logged = server.log().substring(before);
        assertThat(lines(logged, "the database refuses some calls")).isEqualTo(1);
        assertThat(logged.length()).as(logged).isLessThan(MAX_LOGGED);
    }

    @Order(7)
    @Test
    void aLockOfAnotherSessionIsWaitedForWithinItsBound() throws Exception {
        Fleet acme = Fleet.acme(server);
        Agent agent = acme.online();
        int before = server.log().length();
        try (Connection database = postgres.connect();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("lock table machine in exclusive mode");
            List<Future<Answer>> changes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                changes.add(clients.submit(() -> agent.report("\"version\":\"10\"")));
            }
            for (Future<Answer> change : changes) {
                assertRefused(change.get());
            }
            // the statement's own timeout is shorter here than that of the lock
            assertThat(reason()).matches("database cancels statements .*|rows or tables .* are locked .*");
            assertThat(health().status()).isEqualTo(200);
            database.rollback();
        }
        assertThat(agent.report("\"version\":\"10\"").status()).isEqualTo(200);
        String logged = server.log().substring(before);
        assertThat(logged.length()).as(logged).isLessThan(MAX_LOGGED);
    }

    @Order(8)
    @Test
    void aStreamThatCannotBeSubscribedIsRefusedAsBusy() throws Exception {
        Api alice = server.as("alice@acme.test");
        int before = server.log().length();
        try (Connection database = postgres.connect();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            // a stream reads where the log ends only after the handshake
            statement.execute("lock table topic_position in access exclusive mode");
            List<Future<Answer>> streams = new ArrayList<>();
            for (String stream : List.of(
                    "/api/events?org_id=acme&channel=machines", "/v1/events?slug=status", "/api/v1/alerts/events")) {
                streams.add(clients.submit(() -> alice.get(stream)));
            }
            for (Future<Answer> stream : streams) {
                Answer refusal = stream.get(ANSWERED.toSeconds(), TimeUnit.SECONDS);
                assertThat(refusal.status()).as(refusal.text()).isEqualTo(503);
                assertThat(refusal.header("Retry-After")).isNotNull();
                assertThat(refusal.json().containsKey("error")).isTrue();
            }
            database.rollback();
        }
        assertThat(server.log().substring(before)).doesNotContain("UT005023");
    }
}
