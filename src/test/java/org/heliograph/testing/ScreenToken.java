package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** A screen token that a test has created. @param text the token itself */
public record ScreenToken(Api admin, String id, String text) {
    /** Creates one. @param admin an administrator of the installation */
    public static ScreenToken create(Api admin) {
        return create(admin, "a wall of the tests");
    }

    public static ScreenToken create(Api admin, String name) {
        JsonObject body = Json.createObjectBuilder().add("name", name).build();
        JsonObject created = admin.post("/api/screen-tokens", body.toString()).data();
        return new ScreenToken(admin, created.getString("id"), created.getString("token"));
    }

    public void revoke() {
        admin.delete("/api/screen-tokens/" + id).data();
    }

    /** Opens the socket of a wall with it. */
    public SocketClient open(Server server) {
        SocketClient wall = SocketHandshake.to(server, "/ws/alerts")
                .subprotocols("screen-" + text)
                .open();
        wall.ping();
        return wall;
    }

    /** Reads the open alerts with it. */
    public Answer read(Server server) {
        return server.api().send("GET", "/api/v1/alerts/open", null, "X-Heliograph-Screen", text);
    }
}
