package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, where Debian's package is installed, with the receiver of server-config. */
class AlertmanagerIT {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Alerts alerts = Alerts.of("bob@acme.test");

    @TempDir
    private Path folder;

    private Process alertmanager;
    private int port;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "Alertmanager comes with: apt-get install prometheus-alertmanager");
        Path secret = Files.writeString(folder.resolve("secret"), TestSettings.WEBHOOK_SECRET);
        String documented = Files.readString(Path.of("server-config/alertmanager/alertmanager.yml"))
                .replace("http://127.0.0.1:8080", Server.shared().uri("").toString())
                .replace("/etc/prometheus/heliograph.secret", secret.toString());
        Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), documented);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        alertmanager = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> call("GET", "/-/ready", "") == 200);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (alertmanager != null) {
            alertmanager.destroy();
            alertmanager.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private int call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void say(String name, String more) throws IOException, InterruptedException {
        String alert =
                "[{\"labels\":{\"alertname\":\"%s\",\"site\":\"%s\",\"severity\":\"critical\"},\"annotations\":{\"summary\":\"%s!\"}%s}]"
                        .formatted(name, alerts.site(), name, more);
        assertThat(call("POST", "/api/v2/alerts", alert)).isEqualTo(200);
    }

    private List<String> shown() {
        return alerts.list("").getValuesAs(JsonObject.class).stream()
                .map(alert -> alert.getString("message") + " " + alert.getString("severity") + " "
                        + alert.getString("status"))
                .toList();
    }

    @Test
    void aFiringAlertIsOpenedOnceAndResolvedWhenItEnds() throws IOException, InterruptedException {
        say("LinkDown", "");
        await().atMost(PATIENCE).until(() -> shown().equals(List.of("LinkDown! critical open")));

        // the group is sent again with both
        say("FanSpeed", "");
        await().atMost(PATIENCE)
                .until(() -> shown().equals(List.of("FanSpeed! critical open", "LinkDown! critical open")));

        say("LinkDown", ",\"endsAt\":\"" + Instant.now() + "\"");
        await().atMost(PATIENCE)
                .until(() -> shown().equals(List.of("FanSpeed! critical open", "LinkDown! critical resolved")));
        assertThat(alerts.list("&status=resolved").getJsonObject(0).getString("resolved_by"))
                .isEqualTo("alertmanager");
    }
}
