package org.heliograph.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The few REST calls of the simulated agents and of the administrator who lets them in. */
final class DemoApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String baseUrl;

    DemoApi(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** The server said no. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(int status, String code) {
            super(status + " " + code);
        }
    }

    /** @return the token of that account */
    String signIn(String email, String password) throws IOException, InterruptedException, Refused {
        JsonObject credentials = Json.createObjectBuilder()
                .add("email", email)
                .add("password", password)
                .build();
        return post("/api/auth/login", null, credentials).getString("token");
    }

    /** @return the new auth key, reusable */
    String createKey(String token, String organization, boolean ephemeral)
            throws IOException, InterruptedException, Refused {
        JsonObject wish = Json.createObjectBuilder()
                .add("org_id", organization)
                .add("description", ephemeral ? "Simulated runners" : "Simulated machines")
                .add("reusable", true)
                .add("ephemeral", ephemeral)
                .build();
        return post("/api/keys", token, wish).getString("key");
    }

    /** @return the node key of the machine */
    String register(String authKey, Profile machine) throws IOException, InterruptedException, Refused {
        JsonObject request = Json.createObjectBuilder()
                .add("auth_key", authKey)
                .add("name", machine.name())
                .add("os", machine.os())
                .add("version", machine.version())
                .add("tailnet_ip", machine.address())
                .build();
        return post("/api/register-machine", null, request).getString("node_key");
    }

    void heartbeat(String nodeKey, String status) throws IOException, InterruptedException, Refused {
        JsonObject beat = Json.createObjectBuilder()
                .add("node_key", nodeKey)
                .add("status", status)
                .build();
        post("/api/machine-heartbeat", null, beat);
    }

    private JsonObject post(String path, String token, JsonObject body)
            throws IOException, InterruptedException, Refused {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
            throw new IOException("no JSON from " + path + ": status " + response.statusCode());
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            JsonObject answer = reader.readObject();
            if (response.statusCode() >= 300) {
                throw new Refused(
                        response.statusCode(), answer.getJsonObject("error").getString("code", ""));
            }
            return answer.getJsonObject("data");
        }
    }
}
