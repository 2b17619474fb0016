package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.OneMinute;
import org.heliograph.testing.Ports;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.RegistrationRace;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The environment alone makes PostgreSQL the server's default data source. */
class PostgreSqlIT {
    private static final Duration BACK = Duration.ofSeconds(40);
    private static final int POOL = 10;
    private static final int RACING = 16;

    private static Path data;
    private static EmbeddedPostgres postgres;
    private static Server server;

    @BeforeAll
    static void startBoth() throws IOException {
        Path all = Path.of(System.getProperty("heliograph.it.dir", "target/it"));
        data = Files.createTempDirectory(Files.createDirectories(all.toAbsolutePath()), "postgresql-data");
        postgres = start(Ports.free());
        server = Server.start(
                "postgresql",
                Map.of(
                        "HELIOGRAPH_DB_DRIVER", "postgresql",
                        "HELIOGRAPH_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "HELIOGRAPH_DB_USER", "postgres",
                        "HELIOGRAPH_DB_PASSWORD", "postgres",
                        "HELIOGRAPH_DB_POOL", "" + POOL));
    }

    @AfterAll
    static void stopBoth() throws IOException {
        if (server != null) {
            server.close();
        }
        postgres.close();
    }

    private static EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @Test
    void storesAMachineAndItsEventsInPostgreSql() throws SQLException {
        Fleet acme = Fleet.acme(server);
        try (SocketClient socket = acme.connect(acme.admin())) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}");
            socket.next(frame -> frame.getString("type").equals("subscribed"));

            Agent agent = acme.online();

            JsonObject update =
                    socket.next(frame -> frame.getString("event", "").equals("UPDATE")
                            && frame.toString().contains(agent.id()));
            assertThat(update.getJsonObject("payload").getString("status")).isEqualTo("online");
            assertThat(number("select count(*) from machine where id = '" + agent.id() + "' and status = 'online'"))
                    .isEqualTo(1);
            assertThat(number("select count(*) from publication where payload like '%" + agent.id()
                            + "%' and topic like '%machines'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void machinesThatRaceForANameAllGetDifferentOnes() throws Exception {
        String name = Fleet.newName();

        assertThat(RegistrationRace.run(Fleet.acme(server), name, RACING))
                .containsExactlyInAnyOrderElementsOf(RegistrationRace.namesOf(name, RACING));
    }

    /** What a sequencer of another node does, by hand. */
    @Test
    void hearsByANotificationWhatAnotherNodeHasNumbered() throws SQLException {
        Fleet acme = Fleet.acme(server);
        acme.register();
        try (SocketClient socket = acme.connect(acme.admin())) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}");
            socket.next(frame -> frame.getString("type").equals("subscribed"));
            await().atMost(BACK)
                    .until(() ->
                            number("select count(*) from pg_stat_activity where query = 'listen heliograph_log'") == 1);
            await().atMost(BACK).until(() -> number("select count(*) from pending_event") == 0);
            long next = number("select max(seq) + 1 from publication where topic = 'org:acme:machines'");

            execute("insert into publication values ('org:acme:machines', " + next
                    + ", 'UPDATE', '{\"id\":\"of-another-node\"}', now())");
            execute("select pg_notify('heliograph_log', E'another\\n" + next + " org:acme:machines')");

            assertThat(socket.next(frame -> frame.toString().contains("of-another-node")))
                    .isNotNull();
        }
    }

    @Test
    void healthSaysHowLongTheOldestEventHasWaited() throws SQLException {
        execute("insert into topic_position (topic, position) values ('test:oldest:events', 0)");
        try (Connection holder = postgres.getPostgresDatabase().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute("select 1 from topic_position where topic = 'test:oldest:events' for update");
            execute("insert into pending_event (writer, ordinal, topic, event, payload)"
                    + " values (0, 0, 'test:oldest:events', 'E', '{}')");

            await().atMost(BACK).until(() -> oldestPendingMillis() > 1_000);
        }
        await().atMost(BACK).until(() -> oldestPendingMillis() < 1_000);
        assertThat(number("select count(*) from publication where topic = 'test:oldest:events'"))
                .isEqualTo(1);
    }

    private static int oldestPendingMillis() {
        return server.api().get("/health").json().getInt("oldestPendingMillis");
    }

    private static void execute(String statement) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute(statement);
        }
    }

    @Test
    void preservesTimestamps() {
        Fleet acme = Fleet.acme(server);
        Agent agent = acme.register();

        JsonObject row = acme.rows("id=eq." + agent.id()).getJsonObject(0);

        assertThat(Instant.parse(row.getString("created_at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void storesPulsesAndHistoryInPostgreSql() throws SQLException {
        PushMonitor pusher = OneMinute.get(() -> {
            PushMonitor monitor = PushMonitor.on(server, "'interval':60");
            monitor.push("latency=4");
            monitor.push("latency=6");
            return monitor;
        });

        assertThat(number("select count(*) from pulse where monitor_id = '" + pusher.id() + "'"))
                .isEqualTo(2);
        assertThat(pusher.status()).isEqualTo("up");
        for (String scale : new String[] {"", "/hourly", "/daily"}) {
            assertThat(pusher.history(scale).getJsonObject(0).getInt("latency_avg"))
                    .isEqualTo(5);
        }
        await().atMost(BACK)
                .until(() -> pusher.item().get("uptime365d").toString().equals("100"));
    }

    @Test
    void storesMonitorsPagesAndNoticesInPostgreSql() {
        StatusAdmin admin = new StatusAdmin(server.as("alice@acme.test"));
        String monitor = admin.monitor("");
        String group = admin.group(monitor);
        String page = admin.page(group);
        String token = admin.get("monitors/" + monitor).json().getString("token");
        assertThat(admin.post("monitors", "{'name':'x','interval':60,'token':'" + token + "'}")
                        .status())
                .isEqualTo(409);

        String incident = admin.incident(page, ",'affected_monitors':['" + monitor + "']");
        String update = admin.post("incidents/" + incident + "/updates", "{'status':'resolved','message':'Done.'}")
                .json()
                .getString("updateId");
        assertThat(admin.delete("incidents/" + incident + "/updates/" + update).status())
                .isEqualTo(200);
        assertThat(admin.get("incidents/" + incident).json().getString("status"))
                .isEqualTo("investigating");
        Instant now = Instant.now();
        String maintenance = admin.maintenance(page, now.minusSeconds(9), now.minusSeconds(1), "");
        await().atMost(BACK)
                .until(() -> admin.get("maintenances/" + maintenance)
                        .json()
                        .getString("status")
                        .equals("completed"));
        assertThat(server.api().get("/v1/status/" + page + "/maintenances").text())
                .contains(maintenance);

        assertThat(admin.delete("monitors/" + monitor).status()).isEqualTo(200);
        assertThat(admin.get("groups/" + group).json().getJsonArray("children")).isEmpty();
        // Payara itself refuses this with 400
        assertThat(server.api().get("/v1/status/%00/incidents").status()).isBetween(400, 404);
    }

    @Test
    void recoversAfterARestartOfTheDatabase() throws IOException {
        Api alice = server.as("alice@acme.test");
        List<Answer> before = atOnce(alice);
        Agent agent = Fleet.acme(server).online();

        int port = postgres.getPort();
        postgres.close();
        assertThat(alice.get("/api/members?org_id=acme").outcome()).isEqualTo("503 BUSY");
        assertThat(SocketHandshake.fleet(alice, "acme").refused()).isEqualTo(503);
        postgres = start(port);

        await().atMost(BACK).until(() -> alice.get("/health").status() == 200);
        assertThat(before).extracting(Answer::status).containsOnly(200);
        assertThat(atOnce(alice)).extracting(Answer::status).containsOnly(200);
        Instant back = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        agent.heartbeat();
        // written by a job, which must continue after failed runs
        await().atMost(BACK).until(() -> !lastSeen(agent).isBefore(back));
    }

    private static Instant lastSeen(Agent agent) {
        return Instant.parse(Fleet.acme(server).row(agent.id()).getString("last_seen"));
    }

    /** As many concurrent calls as the pool has connections. */
    private static List<Answer> atOnce(Api person) {
        List<CompletableFuture<Answer>> calls = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> person.get("/api/members?org_id=acme")))
                .limit(POOL)
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void boundsTheWaitForLocks() throws SQLException {
        Fleet acme = Fleet.acme(server);
        String id = acme.register().id();
        try (Connection other = postgres.getPostgresDatabase().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select 1 from machine where id = '" + id + "' for update");

            Answer answer = acme.admin().patch("/api/db/machines?id=eq." + id, "{\"name\":\"late\"}");

            assertThat(answer.outcome()).isEqualTo("503 BUSY");
            other.rollback();
        }
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
