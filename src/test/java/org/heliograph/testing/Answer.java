package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** The response of a REST call. */
public record Answer(HttpResponse<String> response) {
    private static final Pattern INTERNALS = Pattern.compile(
            "\\bat [\\w.$]+\\(|Exception|\\b(java|jakarta|org\\.hibernate|org\\.h2)\\.|(?i)select .* from ");

    /** @throws AssertionError when an error response shows internals */
    static Answer of(HttpResponse<String> response) {
        Answer answer = new Answer(response);
        if (answer.status() >= 400 && INTERNALS.matcher(answer.text()).find()) {
            throw new AssertionError(answer + " shows internals");
        }
        return answer;
    }

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return response.body();
    }

    /** The first header of that name; null when there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(text()))) {
            return reader.readObject();
        }
    }

    /** The data of a successful response, when it is an object. */
    public JsonObject data() {
        return succeeded().getJsonObject("data");
    }

    /** The data of a successful response, when it is a list. */
    public JsonArray list() {
        return succeeded().getJsonArray("data");
    }

    /** Status and code of an error, such as {@code 401 UNAUTHORIZED}; the status alone on success. */
    public String outcome() {
        return status() < 400
                ? "" + status()
                : status() + " " + json().getJsonObject("error").getString("code");
    }

    private JsonObject succeeded() {
        if (status() >= 300 || !json().getBoolean("success")) {
            throw new AssertionError(this + " is no success");
        }
        return json();
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.uri().getPath() + " answered " + status() + " " + text();
    }
}
