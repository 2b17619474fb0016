package org.heliograph.identity.screen;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Api;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.RestrictedAlertsServer;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;

/** Tokens of wall screens, on a server whose alerts are not open to everybody. */
class ScreenTokenIT {
    private static final Duration SOON = Duration.ofMillis(1_200);

    private final Server server = RestrictedAlertsServer.server();
    private final Api alice = server.as("alice@acme.test");
    private final Api bob = server.as("bob@acme.test");

    @Test
    void withoutASignInOrATokenNobodyHearsOrReadsAlerts() {
        assertThat(SocketHandshake.to(server, "/ws/alerts").refused()).isEqualTo(401);
        assertThat(server.api().get("/api/v1/alerts/open").status()).isEqualTo(401);
        assertThat(server.api().get("/api/v1/alerts/events").status()).isEqualTo(401);
        assertThat(bob.get("/api/v1/alerts/open").status()).isEqualTo(200);
        SocketHandshake.to(server, "/ws/alerts?token=" + bob.token()).open().close();
    }

    /** Otherwise a cache would give the permission of one origin to another. */
    @Test
    void answersThatReadersShareDependOnTheOrigin() {
        ScreenToken token = ScreenToken.create(alice);
        for (String path : new String[] {"/api/v1/alerts/open?screen=" + token.text(), "/v1/status/status"}) {
            HttpHeaders headers = server.api()
                    .send("GET", path, null, "Origin", TestSettings.CONFIGURED_ORIGIN)
                    .response()
                    .headers();

            assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains(TestSettings.CONFIGURED_ORIGIN);
            assertThat(String.join(", ", headers.allValues("Vary"))).as(path).contains("Accept-Encoding", "Origin");
        }
    }

    @Test
    void aScreenTokenHearsAndReadsAlertsInEveryWay() {
        ScreenToken token = ScreenToken.create(alice);
        Alerts alerts = Alerts.on(server, "bob@acme.test");

        assertThat(server.api()
                        .get("/api/v1/alerts/open?screen=" + token.text())
                        .status())
                .isEqualTo(200);
        assertThat(token.read(server).status()).isEqualTo(200);
        for (String history : new String[] {"/api/v1/alerts?limit=1", "/api/v1/alerts/summary"}) {
            assertThat(server.api().get(history).status()).as(history).isEqualTo(401);
            assertThat(server.api()
                            .send("GET", history, null, "X-Heliograph-Screen", token.text())
                            .status())
                    .as(history)
                    .isEqualTo(200);
        }
        assertThat(server.api().get("/api/v1/alerts?screen=" + token.text()).status())
                .isEqualTo(200);
        try (SocketClient query = SocketHandshake.to(server, "/ws/alerts?screen=" + token.text())
                        .open();
                SocketClient offered = token.open(server);
                EventStream stream =
                        EventStream.open(server.api(), "/api/v1/alerts/events", "X-Heliograph-Screen", token.text())) {
            query.ping();
            stream.next();
            assertThat(offered.subprotocol()).isEqualTo("screen-" + token.text());

            String id = alerts.raise();

            assertThat(alerts.next(query).getString("id")).isEqualTo(id);
            assertThat(alerts.next(offered).getString("id")).isEqualTo(id);
            JsonObject event = stream.next().json();
            while (!event.getString("site", "").equals(alerts.site())) {
                event = stream.next().json();
            }
            assertThat(event.getString("id")).isEqualTo(id);
        }
        token.revoke();
    }

    @Test
    void aScreenTokenOpensNothingElse() {
        ScreenToken token = ScreenToken.create(alice);

        for (String path : new String[] {
            "/api/v1/alerts/refusals", "/api/accounts", "/api/screen-tokens", "/api/auth/me", "/api/keys?org_id=acme"
        }) {
            assertThat(server.api()
                            .send("GET", path, null, "X-Heliograph-Screen", token.text())
                            .status())
                    .as(path)
                    .isEqualTo(401);
            assertThat(server.api()
                            .get(path + (path.contains("?") ? "&" : "?") + "screen=" + token.text())
                            .status())
                    .as(path)
                    .isEqualTo(401);
            assertThat(server.api().with(token.text()).get(path).status()).isEqualTo(401);
        }
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme&screen=" + token.text())
                        .refused())
                .isEqualTo(401);
        assertThat(server.api()
                        .post(
                                "/api/v1/alerts?screen=" + token.text(),
                                "{\"site\":\"s\",\"severity\":\"info\",\"message\":\"m\"}")
                        .status())
                .isEqualTo(401);
        for (String change : new String[] {"/resolve", "/acknowledge"}) {
            assertThat(server.api()
                            .post("/api/v1/alerts/x" + change + "?screen=" + token.text(), null)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(SocketHandshake.to(server, "/ws/alerts?screen=" + token.text() + "&token=" + bob.token())
                        .refused())
                .isEqualTo(401);
        token.revoke();
    }

    @Test
    void aRevokedTokenEndsItsScreensAtOnceAndOpensNoMore() {
        ScreenToken token = ScreenToken.create(alice);
        try (SocketClient wall = token.open(server);
                SocketClient other = SocketHandshake.to(server, "/ws/alerts?token=" + bob.token())
                        .open();
                EventStream stream = EventStream.open(server.api(), "/api/v1/alerts/events?screen=" + token.text())) {
            token.revoke();

            assertThat(wall.end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            assertThat(stream.last().data()).isEqualTo("{\"code\":4003,\"reason\":\"Access revoked\"}");
            StallFreeClock.within(SOON, () -> token.read(server).status() == 401);
            other.ping();
        }
        assertThat(SocketHandshake.to(server, "/ws/alerts?screen=" + token.text())
                        .refused())
                .isEqualTo(401);
        assertThat(alice.delete("/api/screen-tokens/" + token.id()).outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void administratorsOfTheInstallationSeeNamePrefixAndLastUseButNeverTheToken() {
        ScreenToken token = ScreenToken.create(alice, "NOC <left>");
        assertThat(row(token).get("last_used_at").toString()).isEqualTo("null");

        token.read(server);

        JsonObject row = row(token);
        assertThat(row.getString("name")).isEqualTo("NOC <left>");
        assertThat(row.getString("created_by")).isEqualTo("alice@acme.test");
        assertThat(row.getString("prefix")).isEqualTo(token.text().substring(0, 9));
        assertThat(row.getString("last_used_at")).startsWith("2");
        assertThat(alice.get("/api/screen-tokens").text()).doesNotContain(token.text());
        assertThat(server.log()).doesNotContain(token.text());
        token.revoke();
    }

    @Test
    void nobodyElseManagesScreenTokens() {
        assertThat(bob.get("/api/screen-tokens").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.post("/api/screen-tokens", "{\"name\":\"x\"}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.delete("/api/screen-tokens/x").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(server.api().get("/api/screen-tokens").outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(alice.post("/api/screen-tokens", "{}").outcome()).isEqualTo("400 MISSING_FIELDS");
        assertThat(alice.post("/api/screen-tokens", "{\"name\":\"x\",\"site\":\"y\"}")
                        .outcome())
                .isEqualTo("400 INVALID_FIELD");
    }

    private JsonObject row(ScreenToken token) {
        return alice.get("/api/screen-tokens").list().getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("id").equals(token.id()))
                .findFirst()
                .orElseThrow();
    }
}
