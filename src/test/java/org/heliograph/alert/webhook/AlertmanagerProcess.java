package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Ports;
import org.heliograph.testing.RequiredProgram;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;

/** A real Alertmanager of its own. The test is skipped where Debian's package is missing, except in CI. */
public final class AlertmanagerProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /**
     * Starts it with the receiver of server-config, and waits until it is ready.
     *
     * @param repeatEvery the interval of repetitions and of groups; null for those of the documented configuration
     */
    AlertmanagerProcess(Path folder, Server server, Duration repeatEvery) throws IOException {
        this(folder, documented(folder, server, repeatEvery));
    }

    /** Starts it with a configuration, and waits until it is ready. */
    public AlertmanagerProcess(Path folder, String text) throws IOException {
        RequiredProgram.require(
                Files.isExecutable(PROGRAM), "Alertmanager comes with: apt-get install prometheus-alertmanager");
        Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), text);
        port = Ports.free();
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> send("GET", "/-/ready", "").statusCode() == 200);
    }

    private static String documented(Path folder, Server server, Duration repeatEvery) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), TestSettings.WEBHOOK_SECRET);
        String documented = Files.readString(Path.of("server-config/alertmanager/alertmanager.yml"))
                .replace("http://127.0.0.1:8080", server.uri("").toString())
                .replace("/etc/prometheus/heliograph.secret", secret.toString());
        if (repeatEvery == null) {
            return documented;
        }
        String interval = repeatEvery.toMillis() + "ms";
        return documented
                .replace("group_wait: 1s", "group_wait: 0s")
                .replace("group_interval: 5s", "group_interval: " + interval)
                .replace("repeat_interval: 4h", "repeat_interval: " + interval);
    }

    /**
     * Sends an alert as Prometheus does.
     *
     * @param start when it began; null lets Alertmanager decide
     * @param end   when it ends; null lets Alertmanager decide
     */
    public void fire(String name, String site, Instant start, Instant end) {
        JsonObjectBuilder alert = Json.createObjectBuilder()
                .add(
                        "labels",
                        Json.createObjectBuilder()
                                .add("alertname", name)
                                .add("site", site)
                                .add("severity", "critical"))
                .add("annotations", Json.createObjectBuilder().add("summary", name + "!"));
        if (start != null) {
            alert.add("startsAt", start.toString());
        }
        if (end != null) {
            alert.add("endsAt", end.toString());
        }
        post("/api/v2/alerts", Json.createArrayBuilder().add(alert).build().toString());
    }

    /** Silences all alerts of a site. @return the id of the silence */
    String silence(String site) {
        JsonObject silence = Json.createObjectBuilder()
                .add(
                        "matchers",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "site")
                                        .add("value", site)
                                        .add("isRegex", false)))
                .add("startsAt", Instant.now().toString())
                .add("endsAt", Instant.now().plusSeconds(3_600).toString())
                .add("createdBy", "bob")
                .add("comment", "test")
                .build();
        try (JsonReader reader = Json.createReader(new StringReader(post("/api/v2/silences", silence.toString())))) {
            return reader.readObject().getString("silenceID");
        }
    }

    void endSilence(String id) {
        assertThat(send("DELETE", "/api/v2/silence/" + id, "").statusCode()).isEqualTo(200);
    }

    private String post(String path, String body) {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
