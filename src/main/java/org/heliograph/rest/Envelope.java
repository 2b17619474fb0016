package org.heliograph.rest;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * The shapes of a REST answer: {@code {"success":true,"data":…}} and {@code {"success":false,"error":…}}. What other systems'
 * scripts call below {@code /v1}, {@code /internal} and {@code /api/v1} answers bare, and its errors are
 * {@code {"error":"…","details":[…]}}.
 */
public final class Envelope {
    /** Kept, since {@code Json}'s own methods search the class path for a provider at each call. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private static final List<String> BARE = List.of("/v1/", "/internal/", "/api/v1/");

    private Envelope() {}

    public static JsonObject of(JsonValue data) {
        return JSON.createObjectBuilder().add("success", true).add("data", data).build();
    }

    private static JsonObject error(String code, String message) {
        return JSON.createObjectBuilder()
                .add("success", false)
                .add("error", JSON.createObjectBuilder().add("code", code).add("message", message))
                .build();
    }

    /**
     * An error in the shape that the called path has.
     *
     * @param path the request's path, without the application's own context path
     */
    public static JsonObject error(String path, ApiException refused) {
        if (BARE.stream().noneMatch((path + "/")::startsWith)) {
            return error(refused.code(), refused.getMessage());
        }
        JsonObjectBuilder bare = JSON.createObjectBuilder().add("error", refused.getMessage());
        if (!refused.details().isEmpty()) {
            bare.add("details", JSON.createArrayBuilder(refused.details()));
        }
        return bare.build();
    }
}
