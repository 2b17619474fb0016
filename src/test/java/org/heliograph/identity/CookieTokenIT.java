package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of another issuer in a cookie, with an age limit. */
class CookieTokenIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String COOKIE = "sso";
    private static final String ME = "/api/auth/me";

    private static Server server;
    private static String token;

    @BeforeAll
    static void start() {
        server = Server.start(
                "cookie",
                Map.of(
                        "MP_JWT_TOKEN_HEADER", "Cookie",
                        "MP_JWT_TOKEN_COOKIE", COOKIE,
                        "MP_JWT_VERIFY_TOKEN_AGE", "1800",
                        "MP_JWT_VERIFY_CLOCK_SKEW", "60",
                        "MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "RS256"));
        token = Tokens.rs256(claims(HOUR, Duration.ZERO));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JwtClaims claims(Duration life, Duration age) {
        JwtClaims claims = Tokens.claims("somebody-from-elsewhere", life);
        claims.setClaim(Tokens.ORGANIZATIONS_CLAIM, Map.of("acme", "member"));
        claims.setIssuedAt(NumericDate.fromMilliseconds(System.currentTimeMillis() - age.toMillis()));
        return claims;
    }

    private static Answer call(String... headers) {
        return server.api().send("GET", ME, null, headers);
    }

    @Test
    void tokenInTheCookieIsAccepted() {
        assertThat(call("Cookie", COOKIE + "=" + token).status()).isEqualTo(200);
        try (SocketClient socket = SocketHandshake.to(server, "/api/realtime?org_id=acme")
                .header("Cookie", COOKIE + "=" + token)
                .open()) {
            assertThat(socket.next().getString("type")).isEqualTo("connected");
        }
    }

    @Test
    void otherCookieEmptyCookieAndExpiredTokenAreRefused() {
        String expired = Tokens.rs256(claims(Duration.ofSeconds(-90), Duration.ofMinutes(5)));

        assertThat(call("Cookie", "Bearer=" + token).status()).isEqualTo(401);
        assertThat(call("Cookie", COOKIE + "=").status()).isEqualTo(401);
        assertThat(call("Cookie", COOKIE + "=" + expired).status()).isEqualTo(401);
    }

    @Test
    void cookieOfAForeignPageIsIgnored() {
        assertThat(call("Cookie", COOKIE + "=" + token, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(401);
        try (SocketClient socket = SocketHandshake.to(server, "/ws")
                .header("Cookie", COOKIE + "=" + token)
                .header("Origin", "https://evil.example")
                .open()) {
            assertThat(socket.next().toString()).doesNotContain("somebody-from-elsewhere");
        }
    }

    @Test
    void headerCarriesOurOwnTokensOnly() {
        Api alice = server.as("alice@acme.test");

        assertThat(server.api().with(token).get(ME).status()).isEqualTo(401);
        assertThat(alice.get(ME).status()).isEqualTo(200);
        assertThat(alice.send("GET", ME, null, "Cookie", COOKIE + "=" + token)
                        .data()
                        .getJsonObject("user")
                        .getString("email"))
                .isEqualTo("alice@acme.test");
    }

    @Test
    void tokenThatIsTooOldOrDoesNotStateItsAgeIsRefused() {
        JwtClaims ageless = claims(HOUR, Duration.ZERO);
        ageless.unsetClaim("iat");

        assertThat(call("Cookie", COOKIE + "=" + Tokens.rs256(claims(HOUR, Duration.ofMinutes(29))))
                        .status())
                .isEqualTo(200);
        assertThat(call("Cookie", COOKIE + "=" + Tokens.rs256(claims(HOUR, Duration.ofMinutes(32))))
                        .status())
                .isEqualTo(401);
        assertThat(call("Cookie", COOKIE + "=" + Tokens.rs256(ageless)).status())
                .isEqualTo(401);
    }
}
