package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the REST API, with or without a token. */
public final class Api {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private final Server server;
    private final String token;

    Api(Server server, String token) {
        this.server = server;
        this.token = token;
    }

    /** The access token; null when not signed in. */
    public String token() {
        return token;
    }

    public Server server() {
        return server;
    }

    /** The same server with another token. */
    public Api with(String otherToken) {
        return new Api(server, otherToken);
    }

    /** Signs in, which must succeed. */
    public Api signIn(String email, String password) {
        return with(login(email, password).data().getString("token"));
    }

    public Answer login(String email, String password) {
        return login(email, password, new String[0]);
    }

    /** @param headers names and values of headers, such as those of a proxy */
    public Answer login(String email, String password, String... headers) {
        JsonObject body = Json.createObjectBuilder()
                .add("email", email)
                .add("password", password)
                .build();
        return send("POST", "/api/auth/login", body.toString(), headers);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param json the body; null for none */
    public Answer send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path)).timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        try {
            return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** A value as it stands in a query. */
    public static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
