package org.heliograph.oidc;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Ports;

/** A real Keycloak on the loopback address with the realm of {@code keycloak/company-realm.json}. */
final class KeycloakProcess implements AutoCloseable {
    /** The secret of the client in that file. */
    static final String SECRET = "secret-of-the-tests";

    private static final Path HOME =
            Path.of(System.getProperty("keycloak.home", "target/keycloak")).toAbsolutePath();
    private static final String ADMINISTRATOR = "root";
    private static final String PASSWORD = "root-of-the-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Process process;

    /** @param publicUrl of the Heliograph that uses it */
    KeycloakProcess(String publicUrl) throws IOException {
        Path data = HOME.resolve("data");
        if (Files.exists(data)) {
            delete(data);
        }
        String realm = Files.readString(Path.of("src/test/resources/keycloak/company-realm.json"));
        Files.createDirectories(data.resolve("import"));
        Files.writeString(data.resolve("import/company-realm.json"), realm.replace("PUBLIC_URL", publicUrl));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "sh",
                        HOME.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/keycloak.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-keycloak"));
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> process.isAlive() && isReady());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean isReady() {
        try {
            HttpRequest get = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .build();
            return http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException starting) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/company";
    }

    /** Signs with a new key from now on; the tokens of the old one stay valid. */
    void rotateKey() {
        admin("POST", "/components", """
                {"name":"newer","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                 "config":{"priority":["200"],"enabled":["true"],"active":["true"]}}""");
    }

    /** Ends all sessions of a person, as an administrator does in its console. */
    void endSessions(String username) {
        admin("POST", "/users/" + id(username) + "/logout", "{}");
    }

    void leaveGroup(String username, String group) {
        String groupId = array("/users/" + id(username) + "/groups").stream()
                .map(one -> (JsonObject) one)
                .filter(one -> one.getString("name").equals(group))
                .findFirst()
                .orElseThrow()
                .getString("id");
        admin("DELETE", "/users/" + id(username) + "/groups/" + groupId, "");
    }

    private String id(String username) {
        return array("/users?exact=true&username=" + username).getJsonObject(0).getString("id");
    }

    private JsonArray array(String path) {
        return Json.createReader(new StringReader(admin("GET", path, ""))).readArray();
    }

    private String admin(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/admin/realms/company" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request);
    }

    private String token() {
        String form = "grant_type=password&client_id=admin-cli&username=" + ADMINISTRATOR + "&password=" + PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return Json.createReader(new StringReader(send(request))).readObject().getString("access_token");
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
