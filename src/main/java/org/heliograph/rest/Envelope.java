package org.heliograph.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.heliograph.json.JsonText;

/**
 * The shapes of REST responses: {@code {"success":true,"data":…}} and {@code {"success":false,"error":…}}. Below {@code /v1},
 * {@code /internal} and {@code /api/v1}, which scripts of other systems call, there is no envelope, and an error is
 * {@code {"error":"…","details":[…]}}.
 */
public final class Envelope {
    private static final List<String> BARE = List.of("/v1/", "/internal/", "/api/v1/");

    private Envelope() {}

    /** Whether responses of a path have no envelope. @param path below the context root */
    public static boolean isBare(String path) {
        return BARE.stream().anyMatch((path + "/")::startsWith);
    }

    /** {@code {"success":true,"data":…}}. */
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
     * An error in the shape of its path.
     *
     * @param path below the context root
     */
    public static JsonObject error(String path, ApiException refused) {
        if (!isBare(path)) {
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
