package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Ports;
import org.heliograph.testing.ReleaseCommand;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.TestSettings;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server without demo is killed, its stored times are moved back by a day, and it restarts with its data. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartIT {
    private static final String EMAIL = "root@installation.test";
    private static final String PASSWORD = "the-first-administrator";

    private static final String KEPT_TOKEN = "push-token-that-is-kept";
    private static final String EARLIER_TOKEN = "push-token-of-an-earlier-version";

    private static final Duration START = Duration.ofSeconds(90);
    private static final int NONE = 0;

    private static Server server;
    private static Fleet before;
    private static Agent agent;
    private static Agent ephemeral;
    private static String freshKey;
    private static String staleKey;
    private static String staleInvitation;
    private static InvitedUser person;
    private static long position;
    /** The status of what the server answered first after its restart. */
    private static int firstAnswer;

    @BeforeAll
    static void useKillAndStartAgain() throws SQLException, IOException {
        server = Server.start(
                "restart",
                Map.of(
                        "HELIOGRAPH_DEMO",
                        "false",
                        "HELIOGRAPH_ADMIN_EMAIL",
                        EMAIL,
                        "HELIOGRAPH_ADMIN_PASSWORD",
                        PASSWORD,
                        "HELIOGRAPH_ADMIN_ORGANIZATION",
                        "Installation",
                        "HELIOGRAPH_MACHINE_CLEANUP",
                        "PT1S",
                        "HELIOGRAPH_SIGNINGKEY_NEXT",
                        "second.jwk"));
        JsonObject signedIn = server.api().login(EMAIL, PASSWORD).data();
        before = new Fleet(
                server.api().with(signedIn.getString("token")),
                signedIn.getJsonArray("organizations").getJsonObject(0).getString("id"));
        agent = before.online();
        ephemeral = before.register(before.newKey("\"ephemeral\":true").getString("key"), Fleet.newName());
        ephemeral.heartbeat();
        freshKey = before.newKey("\"expires_in_days\":7").getString("key");
        staleKey = before.newKey("\"expires_in_days\":1").getString("key");
        staleInvitation = InvitedUser.invite(before, InvitedUser.newEmail(), "member")
                .data()
                .getString("token");
        person = InvitedUser.join(before, "member");
        position = LogPositions.settled(() -> before.read("limit=1"));
        StatusAdmin admin = new StatusAdmin(before.admin());
        admin.post("monitors", "{'id':'kept','name':'Kept','token':'" + KEPT_TOKEN + "','interval':60}");
        admin.post("monitors", "{'id':'earlier','name':'Earlier','interval':60}");
        server.kill();
        age(server.databaseUrl());
        rotateSigningKey();
        CompletableFuture<Void> started = CompletableFuture.runAsync(server::start);
        firstAnswer = await().atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .until(RestartIT::answer, answered -> answered != NONE);
        started.join();
    }

    private static int answer() {
        try {
            return server.api().get("/api/config").status();
        } catch (UncheckedIOException notYet) {
            return NONE;
        }
    }

    /** The step of the rotation that changes which key signs, see docs/operations.md. */
    private static void rotateSigningKey() throws IOException {
        Path data =
                Path.of(System.getProperty("heliograph.it.dir", "target/it")).resolve("restart/data");
        Files.move(data.resolve("signing-key.jwk"), data.resolve("first.jwk"));
        Files.move(data.resolve("second.jwk"), data.resolve("signing-key.jwk"));
        server.configure("HELIOGRAPH_SIGNINGKEY_NEXT", "");
        server.configure("HELIOGRAPH_SIGNINGKEY_PREVIOUS", "first.jwk");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsOnlyTheFirstAdministratorWithoutDemo() {
        for (String email : List.of("alice@acme.test", "bob@acme.test", "mallory@acme.test", "carol@globex.test")) {
            assertThat(server.api().login(email, "heliograph-demo").status()).isEqualTo(401);
        }
        JsonObject signedIn = server.api().login(EMAIL, PASSWORD).data();
        assertThat(signedIn.getJsonObject("user").getString("role")).isEqualTo("admin");
        JsonObject organization = signedIn.getJsonArray("organizations").getJsonObject(0);
        assertThat(organization.getString("name")).isEqualTo("Installation");
        assertThat(organization.getString("role")).isEqualTo("owner");
        assertThat(server.log()).doesNotContain(PASSWORD, "heliograph-demo");
    }

    /** If they were kept until the start is over, they would be done when their senders have long sent them to another node. */
    @Test
    void requestsDuringTheStartAreRefused() {
        assertThat(firstAnswer).isNotEqualTo(200);
    }

    @Test
    void keepsDataAndTokensAcrossARestart() {
        assertThat(before.row(agent.id()).getString("name")).isEqualTo(agent.name());
        agent.heartbeat();
        assertThat(before.tryToRegister(freshKey, Fleet.newName()).status()).isEqualTo(201);
    }

    @Test
    @Order(1)
    void machinesAreNeitherOfflineNorDeletedBecauseTheServerWasAway() {
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> before.rows("status=eq.online").size() == 2);
        ephemeral.heartbeat();
        assertThat(before.row(ephemeral.id()).getBoolean("ephemeral")).isTrue();
    }

    @Test
    void pushTokensAreEncryptedAndThoseOfAnEarlierVersionWorkAndAreShownAsBefore() {
        StatusAdmin admin = new StatusAdmin(before.admin());

        for (String[] monitor : new String[][] {{"kept", KEPT_TOKEN}, {"earlier", EARLIER_TOKEN}}) {
            assertThat(admin.get("monitors/" + monitor[0]).json().getString("token"))
                    .isEqualTo(monitor[1]);
            assertThat(server.api().get("/v1/push/" + monitor[1]).json().getString("monitorId"))
                    .isEqualTo(monitor[0]);
        }
        assertThat(admin.post("monitors", "{'id':'third','name':'Third','token':'" + EARLIER_TOKEN + "','interval':60}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void tokensOfTheSigningKeyBeforeLiveOnBesideThoseOfTheNewOne() throws Exception {
        Map<String, Object> old = header(before.admin().token());
        Map<String, Object> fresh = header(server.api().signIn(EMAIL, PASSWORD).token());

        assertThat(before.admin().get("/api/auth/me").status()).isEqualTo(200);
        assertThat(fresh.get("kid")).isNotEqualTo(old.get("kid"));
        assertThat(server.api().get("/.well-known/jwks.json").text())
                .contains((String) old.get("kid"), (String) fresh.get("kid"));
        assertThat(server.log())
                .contains("whose tokens are accepted as long as heliograph.signingkey.previous names it")
                .contains("encrypted the push tokens of 1 monitors with the signing key of now");
    }

    private static Map<String, Object> header(String token) throws JoseException {
        String json = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        return JsonUtil.parseJson(json);
    }

    @Test
    void continuesSequencesAfterARestart() {
        long now = LogPositions.settled(() -> before.read("limit=1"));
        assertThat(now).isGreaterThanOrEqualTo(position);

        before.register();
        assertThat(LogPositions.settled(() -> before.read("limit=1"))).isGreaterThan(now);
    }

    @Test
    void rejectsAnExpiredAuthKey() {
        assertThat(before.tryToRegister(staleKey, Fleet.newName()).outcome()).isEqualTo("401 INVALID_KEY");
    }

    @Test
    void rejectsAnExpiredInvitation() {
        assertThat(InvitedUser.accept(server, staleInvitation, "a-good-password")
                        .outcome())
                .isEqualTo("401 INVALID_INVITATION");
    }

    @Test
    void rejectsAnExpiredRefreshToken() {
        Api anybody = server.api();
        assertThat(anybody.post("/api/auth/refresh", "{\"refresh_token\":\"" + person.refreshToken() + "\"}")
                        .status())
                .isEqualTo(401);
        assertThat(anybody.login(person.email(), person.password()).status()).isEqualTo(200);
    }

    /** With the command of the zip, as docs/install.md says. A server that stops says so to its sockets. */
    @Test
    @Order(Integer.MAX_VALUE)
    void movesToPostgreSqlAndLetsClientsResume() throws IOException, SQLException {
        long last = LogPositions.settled(() -> before.read("limit=1"));
        String epoch = before.read("limit=1").header("X-Heliograph-Epoch");
        Path folder = Files.createTempDirectory(
                Path.of(System.getProperty("heliograph.it.dir", "target/it")).toAbsolutePath(), "transfer");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setPort(Ports.free())
                .setPGStartupWait(Duration.ofSeconds(60))
                .start()) {
            ReleaseCommand command = ReleaseCommand.unpack(folder, "h2-to-postgresql")
                    .with("HELIOGRAPH_DB_URL", postgres.getJdbcUrl("postgres", "postgres"))
                    .with("HELIOGRAPH_DB_USER", "postgres")
                    .with("HELIOGRAPH_DB_PASSWORD", "postgres")
                    .with("HELIOGRAPH_H2_PASSWORD", TestSettings.DATABASE_PASSWORD);
            String file =
                    server.databaseUrl().replaceFirst("^jdbc:h2:file:", "").replaceFirst(";.*", "");
            assertThat(command.run(1, file)).contains("the H2 database is in use: stop the server first");
            try (SocketClient open = before.connect(before.admin())) {
                server.close();
                assertThat(open.end().code()).isEqualTo(1001);
            }

            assertThat(command.run(0, file)).contains("both databases have the same numbers");

            command.environment().forEach(server::configure);
            server.configure("HELIOGRAPH_DB_DRIVER", "postgresql");
            server.start();
            assertThat(before.row(agent.id()).getString("name")).isEqualTo(agent.name());
            assertThat(before.read("limit=1").header("X-Heliograph-Epoch")).isEqualTo(epoch);
            assertThat(new StatusAdmin(before.admin())
                            .get("monitors/kept")
                            .json()
                            .getString("token"))
                    .isEqualTo(KEPT_TOKEN);
            try (SocketClient socket = before.connect(before.admin())) {
                socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + (last - 1)
                        + "}}");
                Agent next = before.register();
                assertThat(socket.next(frame -> frame.containsKey("seq") && frame.containsKey("payload"))
                                .getInt("seq"))
                        .isEqualTo((int) last);
                assertThat(socket.next(frame -> frame.toString().contains(next.id()))
                                .getInt("seq"))
                        .isGreaterThan((int) last);
            }
            server.close();
        }
    }

    /** The database does not know tokens; then one is as an earlier version wrote it. */
    private static void forgePushTokens(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select token, token_hash from monitor where id = 'kept'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("token") + rows.getString("token_hash")).doesNotContain(KEPT_TOKEN);
        }
        assertThat(statement.executeUpdate(
                        "update monitor set token = '" + EARLIER_TOKEN + "', token_hash = null where id = 'earlier'"))
                .isEqualTo(1);
    }

    /** Expires what expires within a day, and moves what tells when the server and its machines were there. */
    private static void age(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "heliograph", TestSettings.DATABASE_PASSWORD);
                Statement statement = connection.createStatement()) {
            String past = " set expires_at = dateadd('SECOND', -1, current_timestamp)";
            assertThat(statement.executeUpdate(
                            "update auth_key" + past + " where expires_at < dateadd('DAY', 2, current_timestamp)"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("update invitation" + past)).isEqualTo(1);
            assertThat(statement.executeUpdate("update refresh_token" + past)).isPositive();
            String ago = " = dateadd('DAY', -1, ";
            statement.executeUpdate(
                    "update server_presence set seen_at" + ago + "seen_at), back_since" + ago + "back_since)");
            statement.executeUpdate(
                    "update machine set last_seen" + ago + "last_seen), created_at" + ago + "created_at)");
            statement.executeUpdate("update machine_cohort set oldest_seen" + ago + "oldest_seen)");
            forgePushTokens(statement);
            statement.execute("shutdown");
        }
    }
}
