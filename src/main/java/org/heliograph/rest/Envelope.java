package org.heliograph.rest;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;

/** The two shapes of a REST answer: {@code {"success":true,"data":…}} and {@code {"success":false,"error":…}}. */
public final class Envelope {
    /** Kept, since {@code Json}'s own methods search the class path for a provider at each call. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Envelope() {}

    public static JsonObject of(JsonValue data) {
        return JSON.createObjectBuilder().add("success", true).add("data", data).build();
    }

    public static JsonObject error(String code, String message) {
        return JSON.createObjectBuilder()
                .add("success", false)
                .add("error", JSON.createObjectBuilder().add("code", code).add("message", message))
                .build();
    }
}
