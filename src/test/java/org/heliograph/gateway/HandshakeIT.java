package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

class HandshakeIT {
    private final Server server = Server.shared();
    private final Api alice = server.as("alice@acme.test");

    @Test
    void acceptsATokenInTheQuery() {
        try (SocketClient socket = SocketHandshake.to(server, "/api/realtime?org_id=acme&token=" + alice.token())
                .open()) {
            assertThat(socket.next().getString("type")).isEqualTo("connected");
            assertThat(socket.subprotocol()).isEmpty();
        }
    }

    @Test
    void acceptsABearerToken() {
        try (SocketClient socket = SocketHandshake.to(server, "/api/realtime?org_id=acme")
                .header("Authorization", "Bearer " + alice.token())
                .open()) {
            assertThat(socket.next().getString("type")).isEqualTo("connected");
        }
    }

    @Test
    void acceptsATokenSubprotocolAndEchoesIt() {
        String offered = "token-" + alice.token();
        try (SocketClient socket = SocketHandshake.to(server, "/api/realtime?org_id=acme")
                .subprotocols(offered)
                .open()) {
            assertThat(socket.next().getString("type")).isEqualTo("connected");
            assertThat(socket.subprotocol()).isEqualTo(offered);
        }
    }

    @Test
    void acceptsAnAccessTokenSubprotocolAmongOthersAndEchoesIt() {
        String offered = "access_token." + alice.token();
        try (SocketClient socket = SocketHandshake.to(server, "/api/realtime?org_id=acme")
                .subprotocols("something-else", offered)
                .open()) {
            assertThat(socket.next().getString("type")).isEqualTo("connected");
            assertThat(socket.subprotocol()).isEqualTo(offered);
        }
    }

    @Test
    void aMissingTokenIs401BeforeTheUpgrade() {
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme").refused())
                .isEqualTo(401);
    }

    @Test
    void aBadTokenIs401InTheQueryTheHeaderAndTheSubprotocol() {
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme&token=nonsense")
                        .refused())
                .isEqualTo(401);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme")
                        .header("Authorization", "Bearer a.b.c")
                        .refused())
                .isEqualTo(401);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme")
                        .subprotocols("token-nonsense")
                        .refused())
                .isEqualTo(401);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme&token=")
                        .refused())
                .isEqualTo(401);
    }

    @Test
    void anOrganisationOfOthersIs403BeforeTheUpgrade() {
        assertThat(SocketHandshake.fleet(server.as("carol@globex.test"), "acme").refused())
                .isEqualTo(403);
        assertThat(SocketHandshake.fleet(alice, "globex").refused()).isEqualTo(403);
        assertThat(SocketHandshake.fleet(alice, "no-such-organisation").refused())
                .isEqualTo(403);
        assertThat(SocketHandshake.fleet(alice, "acme' or '1'='1").refused()).isEqualTo(403);
    }

    @Test
    void aMissingOrganisationParameterIs400() {
        assertThat(SocketHandshake.to(server, "/api/realtime?token=" + alice.token())
                        .refused())
                .isEqualTo(400);
    }

    @Test
    void aForeignOriginIs403() {
        assertThat(SocketHandshake.fleet(alice, "acme")
                        .header("Origin", "https://evil.example")
                        .refused())
                .isEqualTo(403);
        assertThat(SocketHandshake.fleet(alice, "acme")
                        .header("Origin", "http://127.0.0.1.evil.example")
                        .refused())
                .isEqualTo(403);
        assertThat(SocketHandshake.fleet(alice, "acme").header("Origin", "null").refused())
                .isEqualTo(403);
    }

    @Test
    void acceptsTheSameHostOnAnyPortAndAConfiguredOrigin() {
        for (String origin : new String[] {"http://127.0.0.1:1", "https://127.0.0.1", "https://ops.example"}) {
            try (SocketClient socket = SocketHandshake.fleet(alice, "acme")
                    .header("Origin", origin)
                    .open()) {
                assertThat(socket.next().getString("type")).isEqualTo("connected");
            }
        }
    }

    @Test
    void aRequestWithoutUpgradeIs426() {
        assertThat(alice.get("/api/realtime?org_id=acme").outcome()).isEqualTo("426 UPGRADE_REQUIRED");
        assertThat(server.api().get("/api/realtime?org_id=acme").status()).isGreaterThanOrEqualTo(400);
    }
}
