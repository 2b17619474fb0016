package org.heliograph.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import org.heliograph.json.JsonText;

/** How a write below {@code /v1} is confirmed: {@code {"success":true,"message":"Monitor 'api' created","id":"api"}}. */
public final class WriteResponse {
    private final JsonObjectBuilder json = JsonText.object().add("success", true);

    private WriteResponse(String message) {
        json.add("message", message);
    }

    /** @param message what was done, in a few words */
    public static WriteResponse saying(String message) {
        return new WriteResponse(message);
    }

    /** Adds a text field. */
    public WriteResponse with(String name, String value) {
        json.add(name, value);
        return this;
    }

    /** Adds a JSON field, such as the result. */
    public WriteResponse with(String name, JsonValue value) {
        json.add(name, value);
        return this;
    }

    /** The answer 200. */
    public JsonObject ok() {
        return json.build();
    }

    /** The answer 201. */
    public Response created() {
        return Response.status(Response.Status.CREATED).entity(json.build()).build();
    }
}
