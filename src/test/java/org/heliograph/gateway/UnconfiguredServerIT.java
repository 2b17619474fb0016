package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A WildFly on which server-config/wildfly/heliograph.cli is not in force: it accepts no token, and the application does not serve. */
@DisabledIfSystemProperty( // Payara has no such setting to be missing
        named = "heliograph.server",
        matches = "payara",
        disabledReason = "The setting is WildFly's; Payara has none that turns the application's mechanism off.")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnconfiguredServerIT {
    private static final String NAME = "unconfigured";
    private static final String EMAIL = "admin@example.test";

    private static final String OPEN = "this server can be stopped or entered by strangers more easily than it must";

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final long SCRIPT_SECONDS = 120;
    private static final Duration START = Duration.ofSeconds(90);

    private static CompletableFuture<Void> started;
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
                        "HELIOGRAPH_LOG_FORMAT",
                        "json",
                        "HELIOGRAPH_ADMIN_EMAIL",
                        EMAIL,
                        "HELIOGRAPH_ADMIN_PASSWORD",
                        TestSettings.PASSWORD));
        token = server.as(EMAIL).token();
        server.close();
        Path configuration = Path.of(System.getProperty("heliograph.it.dir", "target/it"))
                .resolve(NAME + "/standalone/configuration/standalone.xml");
        String before = Files.readString(configuration);
        // as a stock standalone.xml, as far as Heliograph is concerned
        String after = before.replace(" integrated-jaspi=\"false\"", "")
                .replace(" enable-http2=\"false\"", " enable-http2=\"true\"")
                .replaceAll(" (max-connections|request-parse-timeout|max-header-size)=\"[^\"]*\"", "")
                .replaceAll("SET QUERY_TIMEOUT = [^;]*; ", "")
                .replaceAll("<subsystem xmlns=\"urn:wildfly:microprofile-openapi-smallrye:[^>]*/>", "")
                .replace("<extension module=\"org.wildfly.extension.microprofile.openapi-smallrye\"/>", "");
        assertThat(after).doesNotContain("openapi-smallrye");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(configuration, after);
        started = CompletableFuture.runAsync(server::start);
        await().atMost(START).until(() -> refusal().contains("the configuration of the server is not in force"));
    }

    private static String refusal() {
        try {
            Answer health = server.api().get("/health");
            return health.status() == 503 ? health.json().getString("reason", "") : "";
        } catch (RuntimeException | AssertionError notYet) {
            return "";
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Order(1)
    @Test
    void itSaysOnceWhyItDoesNotServe() {
        for (int i = 0; i < 3; i++) {
            assertThat(server.api().with(token).get("/api/auth/me").status()).isEqualTo(503);
            assertThat(refusal()).contains("server-config/wildfly/heliograph.cli");
        }

        assertThat(server.log().lines().filter(line -> line.contains("this node does not serve")))
                .hasSize(1);
        assertThat(server.log().lines().filter(line -> line.contains("the data source has no query timeout")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("server-config/wildfly/heliograph.cli"));
        await().atMost(START)
                .until(() -> server.log()
                        .contains(OPEN + ": its connections are not limited; headers may have more than 64 KiB; headers"
                                + " may take any time to arrive; it upgrades to HTTP/2 without TLS; run"
                                + " server-config/wildfly/heliograph.cli"));
    }

    @Order(2)
    @Test
    void itAnswersNobody() {
        assertThat(server.api().login(EMAIL, TestSettings.PASSWORD).outcome()).isEqualTo("503 STARTING");
        assertThat(server.api().with(token).get("/api/alerts").status()).isEqualTo(503);
        assertThat(SocketHandshake.to(server, "/ws").refused()).isEqualTo(503);
        assertThat(SocketHandshake.to(server, "/ws?token=" + token).refused()).isEqualTo(503);
        assertThat(SocketHandshake.to(server, "/api/realtime?org_id=acme")
                        .subprotocols("token-" + token)
                        .refused())
                .isEqualTo(503);
    }

    /** As docs/operations.md says: with the server running, and once more for the administrator who is not sure. */
    @Order(3)
    @Test
    void theScriptPutsTheConfigurationInForce() throws IOException, InterruptedException {
        for (int run = 1; run <= 2; run++) {
            runScript();
            // the script ends before the server has been reloaded
            await().atMost(START).ignoreExceptions().untilAsserted(() -> {
                assertThat(server.api().get("/health").status()).isEqualTo(200);
                assertThat(server.api()
                                .signIn(EMAIL, TestSettings.PASSWORD)
                                .get("/api/auth/me")
                                .status())
                        .isEqualTo(200);
                assertThat(server.api().get("/openapi").status()).isEqualTo(200);
                String log = server.log();
                assertThat(log.substring(log.lastIndexOf(OPEN)))
                        .contains("the server is configured as server-config/wildfly/heliograph.cli does it");
            });
        }
        started.join();
        assertThat(server.log().lines().filter(line -> line.contains("the data source has no query timeout")))
                .hasSize(1);
    }

    /** By HELIOGRAPH_LOG_FORMAT=json, since the script has run. */
    @Order(4)
    @Test
    void theLogHasOneJsonObjectALine() throws IOException {
        Path file = Path.of(System.getProperty("heliograph.it.dir", "target/it"), NAME, "standalone/log/server.log");
        List<String> lines = Files.readAllLines(file);
        // the last one may just be written
        JsonObject last = JsonText.parse(lines.get(lines.size() - 2));

        assertThat(last.keySet()).contains("timestamp", "level", "loggerName", "threadName", "message");
        assertThat(server.log()).contains("{\"timestamp\":\"");
    }

    @Order(5)
    @Test
    void theJsonOfALineNamesTheTraceOfItsRequest() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        server.api().login(EMAIL, "not the password", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        await().atMost(START)
                .until(() -> server.log()
                        .lines()
                        .anyMatch(line -> line.startsWith("{")
                                && line.contains("action=sign-in outcome=failed")
                                && line.contains("\"mdc\":{\"traceId\":\"" + trace + "\"}")));
    }

    private static void runScript() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("heliograph.server.home", "target/server"));
        int management = server.port() - HTTP + MANAGEMENT;
        ProcessBuilder cli = new ProcessBuilder(
                        home.resolve("bin/jboss-cli.sh").toString(),
                        "--connect",
                        "--controller=127.0.0.1:" + management,
                        "--timeout=60000",
                        "--file=server-config/wildfly/heliograph.cli")
                .redirectErrorStream(true);
        cli.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = cli.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SCRIPT_SECONDS, TimeUnit.SECONDS)).isTrue();
        // the server may close the connection of the last operation, its reload, before it has answered
        if (!output.endsWith("CancellationException\n")) {
            assertThat(process.exitValue()).as(output).isZero();
        }
    }
}
