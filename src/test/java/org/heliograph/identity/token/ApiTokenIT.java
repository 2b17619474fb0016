package org.heliograph.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.heliograph.testing.Api;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

/** API tokens in every place that takes a token. */
class ApiTokenIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Server server = Server.shared();
    private final Api alice = server.as("alice@acme.test");
    private final Fleet acme = Fleet.acme();

    private static String alert() {
        return "{\"site\":\"" + UUID.randomUUID() + "\",\"severity\":\"info\",\"message\":\"m\"}";
    }

    @Test
    void aTokenOfTheInstallationOpensWhatItsScopesSay() {
        try (ApiToken reader = ApiToken.of(alice, "read");
                ApiToken publisher = ApiToken.of(alice, "publish");
                ApiToken alerting = ApiToken.of(alice, "alerts")) {
            String event = "{\"channel\":\"apps:created\",\"data\":{}}";
            assertThat(publisher.api().post("/api/publish", event).status()).isEqualTo(200);
            assertThat(reader.api().post("/api/publish", event).outcome()).isEqualTo("403 FORBIDDEN");
            String forged = "{\"channel\":\"system:alerts\",\"data\":{}}";
            assertThat(publisher.api().post("/api/publish", forged).outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(publisher.api().get("/api/accounts?limit=1").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(reader.api().get("/api/accounts?limit=1").status()).isEqualTo(200);
            assertThat(reader.api().get("/metrics").text()).contains("heliograph_");
            assertThat(publisher.api().get("/metrics").status()).isEqualTo(403);
            assertThat(alerting.api().post("/api/v1/alerts", alert()).status()).isEqualTo(200);
            assertThat(alerting.api().post("/internal/alerts", alert()).status())
                    .isEqualTo(200);
            assertThat(reader.api().post("/internal/alerts", alert()).status()).isEqualTo(403);
            assertThat(alerting.api().get("/api/keys?org_id=acme").status()).isEqualTo(403);
        }
    }

    @Test
    void aTokenPushesPulsesToAMonitorByItsId() {
        PushMonitor monitor = PushMonitor.on(server, "'interval':60");
        try (ApiToken pulses = ApiToken.of(alice, "pulses");
                ApiToken reader = ApiToken.of(alice, "read")) {
            Api pusher = pulses.api();
            assertThat(pusher.get("/v1/push/" + monitor.id() + "?latency=7").json())
                    .hasToString("{\"success\":true,\"monitorId\":\"" + monitor.id() + "\"}");
            assertThat(pusher.post("/v1/push/" + monitor.id() + "/start", null).status())
                    .isEqualTo(200);
            assertThat(pusher.get("/v1/push/no-such-monitor").status()).isEqualTo(404);
            assertThat(reader.api().get("/v1/push/" + monitor.id()).status()).isEqualTo(403);
            assertThat(monitor.item().getJsonNumber("latency").intValue()).isEqualTo(7);
        }
    }

    @Test
    void aTokenOfAnOrganisationReachesNoOtherAndNothingOfTheInstallation() {
        try (ApiToken token = ApiToken.in(alice, "acme", "read", "administer")) {
            Api program = token.api();
            assertThat(program.get("/api/keys?org_id=acme&limit=1").status()).isEqualTo(200);
            assertThat(program.get("/api/keys?org_id=globex").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(program.get("/api/accounts").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(program.get("/api/v1/alerts/open").status()).isEqualTo(403);
            assertThat(program.get("/api/audit?limit=1").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(program.get("/api/audit?limit=1&org_id=acme").status()).isEqualTo(200);
            assertThat(program.get("/api/organizations").list()).hasSize(1);
            assertThat(SocketHandshake.to(server, "/ws")
                            .subprotocols("token-" + token.text())
                            .refused())
                    .isEqualTo(403);
            assertThat(new Fleet(program, "acme").register()).isNotNull();
        }
    }

    @Test
    void socketsAndStreamsTakeItAndEndWithItsRevocation() {
        ApiToken token = ApiToken.in(alice, "acme", "read");
        try (SocketClient offered = SocketHandshake.to(server, "/api/realtime?org_id=acme")
                        .subprotocols("token-" + token.text())
                        .open();
                SocketClient query = SocketHandshake.fleet(token.api(), "acme").open();
                SocketClient others = SocketHandshake.fleet(alice, "acme").open();
                EventStream stream = EventStream.open(token.api(), "/api/events?channel=machines&org_id=acme")) {
            offered.next();
            query.next();
            others.next();
            assertThat(offered.subprotocol()).isEqualTo("token-" + token.text());

            token.revoke().data();

            assertThat(offered.end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            assertThat(query.end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            assertThat(stream.last().data()).contains("4003");
            await().atMost(SOON)
                    .until(() -> token.api().get("/api/keys?org_id=acme").status() == 401);
            others.send("{\"type\":\"ping\"}");
            assertThat(others.next(frame -> frame.getString("type").equals("pong")))
                    .isNotNull();
        }
        assertThat(token.revoke().outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aTokenThatOnlyReadsBroadcastsNothing() {
        try (ApiToken reader = ApiToken.in(alice, "acme", "read");
                SocketClient socket =
                        SocketHandshake.fleet(reader.api(), "acme").open()) {
            socket.send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e\",\"payload\":{}}");
            socket.send("{\"type\":\"ping\"}");

            assertThat(socket.next(frame -> List.of("error", "pong").contains(frame.getString("type")))
                            .getString("message", "none"))
                    .isEqualTo("The API token lacks the scope administer");
        }
    }

    @Test
    void noTokenIsTakenFromAnotherAddressNorMakesAnotherToken() {
        try (ApiToken token = ApiToken.of(alice, "read", "publish", "pulses", "alerts", "administer")) {
            assertThat(server.api().get("/api/accounts?token=" + token.text()).status())
                    .isEqualTo(401);
            assertThat(server.api().get("/metrics?token=" + token.text()).text())
                    .doesNotContain(token.text());
            assertThat(ApiToken.create(token.api(), null, "read").outcome()).isEqualTo("403 FORBIDDEN");
            for (String path : new String[] {"/api/tokens", "/api/auth/me", "/api/auth/devices"}) {
                assertThat(token.api().get(path).outcome()).as(path).isEqualTo("403 FORBIDDEN");
            }
            for (String act : new String[] {"reset-link", "revoke-keys"}) {
                // keys belong to organisations, which no token of the installation reaches
                assertThat(token.api().post("/api/accounts/x/" + act, null).outcome())
                        .as(act)
                        .isEqualTo("403 FORBIDDEN");
            }
        }
    }

    @Test
    void theListShowsTheLastUseAndNeverTheToken() {
        try (ApiToken token = ApiToken.of(alice, "alerts", "read")) {
            assertThat(token.row().isNull("last_used_at")).isTrue();
            token.api().get("/api/v1/alerts?limit=1");

            JsonObject row = token.row();
            assertThat(row.getString("last_used_at")).startsWith("2");
            assertThat(row.getString("created_by")).isEqualTo("alice@acme.test");
            assertThat(row.getString("prefix")).isEqualTo(token.text().substring(0, 9));
            assertThat(row.getJsonArray("scopes")).hasToString("[\"read\",\"alerts\"]");
            assertThat(alice.get("/api/tokens").text()).doesNotContain(token.text());
            Api forged = server.api().with("hgt_" + "f".repeat(43));
            assertThat(forged.get("/api/accounts").outcome()).isEqualTo("401 UNAUTHORIZED");
            assertThat(forged.post("/internal/alerts", alert()).status()).isEqualTo(401);
            assertThat(server.log()).doesNotContain(token.text(), "f".repeat(43));
        }
    }

    @Test
    void onlyAdministratorsOfItsTargetMakeOne() {
        Api bob = server.as("bob@acme.test");
        Api mallory = server.as("mallory@acme.test");
        assertThat(ApiToken.create(bob, null, "read").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ApiToken.create(mallory, "acme", "read").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(mallory.get("/api/tokens?org_id=acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ApiToken.create(alice, "acme", "publish").outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(ApiToken.create(alice, null, "all").outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(alice.post("/api/tokens", "{\"name\":\"x\",\"scopes\":[\"read\"]}")
                        .outcome())
                .isEqualTo("400 MISSING_FIELDS");
        assertThat(alice.delete("/api/tokens/x").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aDemotedMakerNarrowsItAndARemovedOneEndsIt() {
        InvitedUser maker = InvitedUser.join(acme, "admin");
        ApiToken token = ApiToken.in(maker.api(), "acme", "read", "administer");
        assertThat(token.api().get("/api/keys?org_id=acme&limit=1").status()).isEqualTo(200);

        alice.patch("/api/members/" + maker.id() + "?org_id=acme", "{\"role\":\"member\"}")
                .data();
        assertThat(token.api().get("/api/keys?org_id=acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(token.api().get("/api/db/machines?org_id=acme&limit=1").status())
                .isEqualTo(200);

        alice.delete("/api/members/" + maker.id() + "?org_id=acme").data();
        await().atMost(SOON)
                .until(() -> token.api().get("/api/db/machines?org_id=acme").status() == 401);
        assertThat(new ApiToken(alice, "acme", token.id(), token.text())
                        .revoke()
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aDisabledMakerEndsItForGood() {
        InvitedUser maker = InvitedUser.join(acme, "admin");
        ApiToken token = ApiToken.in(maker.api(), "acme", "read");
        try (SocketClient socket = SocketHandshake.fleet(token.api(), "acme").open()) {
            socket.next();
            alice.patch("/api/accounts/" + maker.id(), "{\"disabled\":true}").data();
            assertThat(socket.end(SOON).code()).isEqualTo(4003);
        }
        alice.patch("/api/accounts/" + maker.id(), "{\"disabled\":false}").data();

        assertThat(token.api().get("/api/db/machines?org_id=acme").outcome()).isEqualTo("401 UNAUTHORIZED");
    }
}
