package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An installation without the demo and without settings that open anything. */
class CompanyDefaultsIT {
    private static final String EMAIL = "alice@company.test";
    private static final String PASSWORD = "the-password-of-the-first-administrator";
    private static final String ALERT = "{\"site\":\"Kilimanjaro\",\"severity\":\"info\",\"message\":\"m\"}";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String REQUESTED = "Access-Control-Request-Method";

    private static Server server;
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        server = Server.start(
                "company",
                Map.of(
                        "HELIOGRAPH_DEMO", "false",
                        "HELIOGRAPH_ADMIN_EMAIL", EMAIL,
                        "HELIOGRAPH_ADMIN_PASSWORD", PASSWORD,
                        "HELIOGRAPH_DB_PASSWORD", "",
                        "HELIOGRAPH_PROXIES", "127.0.0.1"));
        Api alice = server.api().signIn(EMAIL, PASSWORD);
        fleet = new Fleet(
                alice,
                alice.get("/api/auth/me")
                        .data()
                        .getJsonArray("organizations")
                        .getJsonObject(0)
                        .getString("id"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void alertsAndTheirHistoryNeedASignInOrAScreenToken() {
        ScreenToken screen = ScreenToken.create(fleet.admin());
        for (String path :
                new String[] {"/api/v1/alerts", "/api/v1/alerts/summary", "/api/v1/alerts/open", "/api/v1/alerts/events"
                }) {
            assertThat(server.api().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(SocketHandshake.to(server, "/ws/alerts").refused()).isEqualTo(401);

        for (String path : new String[] {"/api/v1/alerts", "/api/v1/alerts/summary", "/api/v1/alerts/open"}) {
            assertThat(fleet.admin().get(path).status()).as(path).isEqualTo(200);
            assertThat(server.api()
                            .send("GET", path, null, "X-Heliograph-Screen", screen.text())
                            .status())
                    .as(path)
                    .isEqualTo(200);
        }
        screen.open(server).close();
        screen.revoke();
    }

    @Test
    void pagesOfOtherOriginsOpenNoSocket() {
        String token = "token=" + fleet.admin().token();
        String own = "http://127.0.0.1:" + server.port();
        for (String path : new String[] {
            "/ws", "/ws?" + token, "/ws/alerts?" + token, "/api/realtime?org_id=" + fleet.organization() + "&" + token
        }) {
            assertThat(SocketHandshake.to(server, path)
                            .header("Origin", "https://evil.example")
                            .refused())
                    .as(path)
                    .isEqualTo(403);
            SocketHandshake.to(server, path).header("Origin", own).open().close();
            SocketHandshake.to(server, path).open().close();
        }
        for (String path : new String[] {"/api/config", "/api/v1/alerts/open", "/api/auth/login", "/api/publish"}) {
            assertThat(fleet.admin()
                            .send("OPTIONS", path, null, "Origin", "https://evil.example", REQUESTED, "POST")
                            .header("Access-Control-Allow-Origin"))
                    .as(path)
                    .isNull();
        }
    }

    @Test
    void onlyOperatorsOpenAcknowledgeAndResolveAlerts() {
        InvitedUser user = InvitedUser.join(fleet, "admin");
        String id = fleet.admin().post("/api/v1/alerts", ALERT).json().getString("id");
        String[] changes = {
            "/api/v1/alerts", "/api/v1/alerts/" + id + "/acknowledge", "/api/v1/alerts/" + id + "/resolve"
        };
        assertThat(user.api().get("/api/v1/alerts/" + id).status()).isEqualTo(200);
        for (String change : changes) {
            assertThat(user.api().post(change, ALERT).status()).as(change).isEqualTo(403);
        }
        assertThat(server.api()
                        .get("/api/config")
                        .data()
                        .getJsonArray("alert_roles")
                        .toString())
                .isEqualTo("[\"admin\",\"operator\",\"service\"]");

        assertThat(fleet.admin()
                        .patch("/api/accounts/" + user.id(), "{\"role\":\"operator\"}")
                        .status())
                .isEqualTo(200);

        await().atMost(SOON)
                .until(() -> user.api().post("/api/v1/alerts", ALERT).status() == 200);
        assertThat(user.api().post(changes[1], null).json().getString("acknowledged_by"))
                .isEqualTo(user.email());
        assertThat(user.api().post(changes[2], null).json().getString("status")).isEqualTo("resolved");
        assertThat(user.api().get("/api/accounts").status()).isEqualTo(403);
    }

    @Test
    void administratorsOfAnotherIssuerAreNoneHere() {
        Api admin = server.api().with(Tokens.withRole("admin"));
        assertThat(admin.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(admin.get("/api/accounts").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(admin.get("/v1/admin/monitors").status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/alerts", ALERT).status()).isEqualTo(403);

        JwtClaims alice = Tokens.claims(
                fleet.admin().get("/api/auth/me").data().getJsonObject("user").getString("id"), Duration.ofHours(1));
        assertThat(server.api().with(Tokens.rs256(alice)).get("/api/auth/me").status())
                .isEqualTo(401);
    }

    @Test
    void browsersThatCameByHttpsStayWithIt() {
        assertThat(server.api()
                        .send("GET", "/", null, "X-Forwarded-Proto", "https")
                        .header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
        assertThat(server.api()
                        .send("GET", "/api/auth/me?token=x", null, "X-Forwarded-Proto", "https")
                        .header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
        assertThat(server.api().get("/").response().headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void databaseIsForTheServerOnlyAndHasAPasswordOfItsOwn() throws IOException {
        Path database =
                Path.of(server.databaseUrl().replaceFirst("jdbc:h2:file:", "").replaceFirst(";.*", ""));
        Path password = database.resolveSibling("heliograph.password");

        assertThat(permissions(database.getParent())).isEqualTo("rwx------");
        assertThat(permissions(database.resolveSibling("heliograph.mv.db"))).isEqualTo("rw-------");
        assertThat(permissions(password)).isEqualTo("rw-------");
        assertThat(server.log()).doesNotContain(Files.readString(password));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
