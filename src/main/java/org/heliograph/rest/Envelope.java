package org.heliograph.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.heliograph.json.JsonText;

/**
 * The shapes of a REST answer: {@code {"success":true,"data":…}} and {@code {"success":false,"error":…}}. What other systems'
 * scripts call below {@code /v1}, {@code /internal} and {@code /api/v1} answers bare, and its errors are
 * {@code {"error":"…","details":[…]}}.
 */
public final class Envelope {

    private static final List<String> BARE = List.of("/v1/", "/internal/", "/api/v1/");

    private Envelope() {}

    public static JsonObject of(JsonValue data) {
        return JsonText.object().add("success", true).add("data", data).build();
    }

    private static JsonObject error(String code, String message) {
        return JsonText.object()
                .add("success", false)
                .add("error", JsonText.object().add("code", code).add("message", message))
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
        if (refused.details().isEmpty()) {
            return JsonText.object().add("error", refused.getMessage()).build();
        }
        return JsonText.object()
                .add("error", "Validation failed")
                .add("details", JsonText.array(refused.details()))
                .build();
    }
}
