package org.heliograph.demo.scenario;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.json.JsonText;

/** A client of the REST API, with the tokens of the users it calls as. Not thread-safe. */
public final class DemoApi {
    public static final String ALICE = "alice@acme.test";
    public static final String BOB = "bob@acme.test";
    public static final String CAROL = "carol@globex.test";
    private static final String PASSWORD = "heliograph-demo";
    private static final int REDIRECTION = 300;
    public static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final long SIGNED_OUT_NANOS = Duration.ofHours(1).toNanos();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Long> signedOut = new HashMap<>();
    private final String baseUrl;

    /** @param baseUrl of the server, without a trailing slash */
    public DemoApi(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** The server refused a call. */
    public static class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(int status, String reason) {
            super(status + " " + reason);
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** Whether the object of the call no longer exists, so that a retry cannot help. */
        public boolean isGone() {
            return status == NOT_FOUND || status == BAD_REQUEST;
        }
    }

    /** An account's password was changed: calls as that user stop for an hour, since retries would lock the account. */
    public static final class SignedOut extends Refused {
        private static final long serialVersionUID = 1;

        SignedOut(String email) {
            super(UNAUTHORIZED, email + " has another password now");
        }
    }

    /** Calls without a sign-in. @return the {@code data} of the response */
    public JsonObject post(String path, JsonObject body) throws IOException, InterruptedException, Refused {
        return send("POST", path, null, body).asJsonObject().getJsonObject("data");
    }

    /** Calls without a sign-in and ignores the response. */
    public void get(String path) throws IOException, InterruptedException, Refused {
        send("GET", path, null, null);
    }

    /** Calls as a user. @param email one of the constants; signs in when there is no valid token */
    public JsonStructure as(String email, String method, String path, JsonObject body)
            throws IOException, InterruptedException, Refused {
        String token = tokens.get(email);
        if (token != null) {
            try {
                return send(method, path, token, body);
            } catch (Refused expired) {
                if (expired.status() != UNAUTHORIZED) {
                    throw expired;
                }
            }
        }
        tokens.put(email, signIn(email));
        return send(method, path, tokens.get(email), body);
    }

    /** A list: bare, in an envelope, or the only field of an object. */
    public JsonArray list(String email, String path) throws IOException, InterruptedException, Refused {
        JsonStructure answer = as(email, "GET", path, null);
        return answer instanceof JsonArray bare
                ? bare
                : answer.asJsonObject().values().stream()
                        .filter(JsonArray.class::isInstance)
                        .findFirst()
                        .orElseThrow(() -> new IOException("no list from " + path))
                        .asJsonArray();
    }

    private String signIn(String email) throws IOException, InterruptedException, Refused {
        JsonObject credentials = JsonBodies.object("email", email, "password", PASSWORD);
        Long since = signedOut.get(email);
        if (since != null && System.nanoTime() - since < SIGNED_OUT_NANOS) {
            throw new SignedOut(email);
        }
        try {
            return post("/api/auth/login", credentials).getString("token");
        } catch (Refused refused) {
            if (refused.status() == UNAUTHORIZED) {
                signedOut.put(email, System.nanoTime());
                throw new SignedOut(email);
            }
            throw refused;
        }
    }

    private JsonStructure send(String method, String path, String token, JsonObject body)
            throws IOException, InterruptedException, Refused {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
            throw new IOException("no JSON from " + path + ": status " + response.statusCode());
        }
        JsonStructure answer = JsonText.parseAny(response.body());
        if (response.statusCode() >= REDIRECTION) {
            throw new Refused(
                    response.statusCode(), reason(answer.asJsonObject().get("error")));
        }
        return answer;
    }

    private static String reason(JsonValue error) {
        return error instanceof JsonString text
                ? text.getString()
                : error.asJsonObject().getString("code", "");
    }
}
