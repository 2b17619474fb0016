package org.heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.heliograph.testing.Api;
import org.heliograph.testing.NginxProcess;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every response has the headers, once each, whoever answers it. */
class SecurityHeadersIT {
    private static final List<String> NAMES = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy");

    private final Server server = Server.shared();
    private final Api api = server.api();

    private static void check(HttpHeaders headers) {
        for (String name : NAMES) {
            assertThat(headers.allValues(name)).as(name).hasSize(1);
        }
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.allValues("Strict-Transport-Security")).isEmpty();
    }

    private void check(int status, String method, String path, String json, String... headers) {
        var response = api.send(method, path, json, headers).response();
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        check(response.headers());
    }

    @ParameterizedTest
    @CsvSource({
        "200, GET, /",
        "200, GET, /dashboard",
        "200, GET, /status/status",
        "200, GET, /alerts/wall",
        "200, GET, /app/main.js",
        "200, GET, /api/config",
        "200, GET, /health",
        "200, GET, /health/live",
        "200, GET, /v1/status/status",
        "200, HEAD, /v1/status/status",
        "200, GET, /agent.sh",
        "404, GET, /nothing/here",
        "404, GET, /api/nothing",
        "404, GET, /error",
        "404, GET, /v1/status/none",
        "401, GET, /api/auth/me",
        "401, GET, /v1/push/none",
        "401, POST, /internal/alerts",
        "405, POST, /dashboard",
        "405, BREW, /",
        "405, DELETE, /api/config",
        "426, GET, /ws",
        "401, GET, /api/auth/me?token=x",
        "401, GET, /v1/admin/monitors?token=x",
        "400, GET, /api/v1/alerts/open?bad=1"
    })
    void everyAnswerOfTheApplicationHasThem(int status, String method, String path) {
        check(status, method, path, null);
    }

    @Test
    void refusalsBeforeAndBehindTheFiltersHaveThem() {
        check(400, "POST", "/api/auth/login", "{");
        check(401, "GET", "/health", null, "Authorization", "Bearer x.y.z");
        check(401, "GET", "/api/v1/alerts", null, "Authorization", "Bearer x.y.z");
        check(400, "GET", "/?" + "a=1&".repeat(1001), null);
        check(
                204,
                "OPTIONS",
                "/v1/status/status",
                null,
                "Origin",
                "https://a.example",
                "Access-Control-Request-Method",
                "GET");
        check(SocketHandshake.to(server, "/ws?token=x").refusal().headers());
        check(SocketHandshake.to(server, "/api/realtime?org_id=acme").refusal().headers());
    }

    @Test
    void pagesOfOtherOriginsReadStatusPagesAndNothingElse() {
        var page = api.send("GET", "/v1/status/status", null, "Origin", "https://a.example")
                .response()
                .headers();
        assertThat(page.firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(page.firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
        var config = api.send("GET", "/api/config", null, "Origin", "https://a.example")
                .response()
                .headers();
        assertThat(config.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(config.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    }

    /** The scripts in {@code server-config/wildfly} set them. Payara has no such place; it answers these paths by the application or with an empty body. */
    @Test
    @DisabledIfSystemProperty( // Payara has no place where its own answers get headers
            named = "heliograph.server",
            matches = "payara",
            disabledReason = "Payara sets no headers itself")
    void answersOfTheServerItselfHaveThem() {
        for (String path : List.of("/WEB-INF/web.xml", "/META-INF/persistence.xml", "/openapi")) {
            check(api.get(path).response().headers());
        }
    }

    @Test
    void answersOfNginxHaveThemAndThoseOfTheServerHaveThemOnce() throws IOException, InterruptedException {
        NginxProcess.require();
        try (NginxProcess nginx = NginxProcess.inFrontOf(server)) {
            HttpClient http = HttpClient.newHttpClient();
            URI base = URI.create("http://127.0.0.1:" + nginx.port());
            for (String path : List.of("/", "/api/auth/me", "/nothing")) {
                check(http.send(
                                HttpRequest.newBuilder(base.resolve(path)).build(),
                                HttpResponse.BodyHandlers.discarding())
                        .headers());
            }
            HttpResponse<String> tooLarge = http.send(
                    HttpRequest.newBuilder(base.resolve("/api/auth/login"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 << 20]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(tooLarge.statusCode()).isEqualTo(413);
            check(tooLarge.headers());
        }
    }
}
