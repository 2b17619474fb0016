package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A WildFly without the line of server-config that leaves authentication to the application: it accepts no token. */
@DisabledIfSystemProperty(
        named = "heliograph.server",
        matches = "payara",
        disabledReason = "The setting is WildFly's; Payara has none that turns the application's mechanism off.")
class UnconfiguredServerIT {
    private static final String NAME = "unconfigured";
    private static final String EMAIL = "admin@example.test";

    private static Server server;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        // the demo signs in, so such a server never becomes ready with it
        server = Server.start(
                NAME,
                Map.of(
                        "HELIOGRAPH_DEMO",
                        "false",
                        "HELIOGRAPH_ADMIN_EMAIL",
                        EMAIL,
                        "HELIOGRAPH_ADMIN_PASSWORD",
                        TestSettings.PASSWORD));
        token = server.as(EMAIL).token();
        server.close();
        Path configuration = Path.of(System.getProperty("heliograph.it.dir", "target/it"))
                .resolve(NAME + "/standalone/configuration/standalone.xml");
        String before = Files.readString(configuration);
        String after = before.replace(" integrated-jaspi=\"false\"", "");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(configuration, after);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noSocketOpensThatNeedsAToken() {
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme").refused())
                .isEqualTo(401);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme&token=" + token)
                        .refused())
                .isGreaterThanOrEqualTo(400);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme")
                        .header("Authorization", "Bearer " + token)
                        .refused())
                .isGreaterThanOrEqualTo(400);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme")
                        .subprotocols("token-" + token)
                        .refused())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void bearerOfATokenIsNotTreatedAsAnonymous() {
        assertThat(SocketHandshake.to(server, "/ws?token=" + token).refused()).isGreaterThanOrEqualTo(400);
        assertThat(SocketHandshake.to(server, "/ws?token=nonsense").refused()).isGreaterThanOrEqualTo(400);
        assertThat(server.api().with(token).get("/api/auth/me").status()).isGreaterThanOrEqualTo(400);
        assertThat(server.api().with(token).get("/api/alerts").status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void whatNeedsNoTokenWorks() {
        assertThat(server.api().login(EMAIL, TestSettings.PASSWORD).status()).isEqualTo(200);
        try (SocketClient socket = SocketHandshake.to(server, "/ws").open()) {
            assertThat(socket.next().toString()).contains("connection");
        }
    }
}
