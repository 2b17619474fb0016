package org.heliograph.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** The two shapes of a REST answer: {@code {"success":true,"data":…}} and {@code {"success":false,"error":…}}. */
public final class Envelope {
    private Envelope() {}

    public static JsonObject of(JsonValue data) {
        return Json.createObjectBuilder().add("success", true).add("data", data).build();
    }

    public static JsonObject error(String code, String message) {
        return Json.createObjectBuilder()
                .add("success", false)
                .add("error", Json.createObjectBuilder().add("code", code).add("message", message))
                .build();
    }
}
