package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.UUID;

/**
 * The machines of one organisation, as seen by administrators and agents.
 *
 * @param admin        an administrator
 * @param organization its id
 */
public record Fleet(Api admin, String organization) {
    /** Acme on the shared server, as its owner. */
    public static Fleet acme() {
        return acme(Server.shared());
    }

    public static Fleet acme(Server server) {
        return new Fleet(server.as("alice@acme.test"), "acme");
    }

    /** Globex on the shared server, as its owner. */
    public static Fleet globex() {
        return new Fleet(Server.shared().as("carol@globex.test"), "globex");
    }

    /** A new organisation on the shared server: nothing happens in it but what its test does. */
    public static Fleet inNewOrganization() {
        return inNewOrganization(Server.shared());
    }

    /** A new organisation on another server. */
    public static Fleet inNewOrganization(Server server) {
        Api owner = server.as("alice@acme.test");
        String id = "org-" + UUID.randomUUID();
        owner.post(
                        "/api/organizations",
                        "{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"owner_email\":\"alice@acme.test\"}")
                .data();
        return new Fleet(owner, id);
    }

    /** A new machine name. */
    public static String newName() {
        return "m-" + UUID.randomUUID();
    }

    /** A new auth key: its row, and the key itself as {@code key}. @param options JSON members such as {@code "reusable":true} */
    public JsonObject newKey(String options) {
        String more = options.isEmpty() ? "" : "," + options;
        return admin.post("/api/keys", "{\"org_id\":\"" + organization + "\"" + more + "}")
                .data();
    }

    /** Registers a machine of a new name with a new key. */
    public Agent register() {
        return register(newKey("").getString("key"), newName());
    }

    public Agent register(String key, String name) {
        return new Agent(admin.server(), name, tryToRegister(key, name).data());
    }

    /** Sends a registration, which may be refused. */
    public Answer tryToRegister(String key, String name) {
        JsonObject body = Json.createObjectBuilder()
                .add("auth_key", key)
                .add("name", name)
                .add("os", "linux")
                .add("version", "1.0.0")
                .build();
        return admin.server().api().post("/api/register-machine", body.toString());
    }

    /** A new machine that has reported once. */
    public Agent online() {
        Agent agent = register();
        agent.heartbeat();
        return agent;
    }

    /** Changes a machine through the data API. */
    public JsonArray patch(String id, String json) {
        return admin.patch("/api/db/machines?id=eq." + id, json).list();
    }

    public JsonArray delete(String id) {
        return admin.delete("/api/db/machines?id=eq." + id).list();
    }

    /** The rows that fit a filter such as {@code name=eq.x}. */
    public JsonArray rows(String filter) {
        return read(filter).list();
    }

    public Answer read(String filter) {
        return admin.get("/api/db/machines?org_id=" + organization + "&" + filter);
    }

    /** The row of a machine, which must exist. */
    public JsonObject row(String id) {
        return rows("id=eq." + id).getJsonObject(0);
    }

    /** A socket of the administrator that is subscribed to a channel; its greeting and response are read. */
    public SocketClient listen(String channel) {
        return listen(admin, channel);
    }

    /** A socket of another user. */
    public SocketClient listen(Api caller, String channel) {
        SocketClient socket = connect(caller);
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"" + channel + "\"]}");
        socket.next(frame -> frame.getString("type").equals("subscribed"));
        return socket;
    }

    /** An open socket whose greeting is read. */
    public SocketClient connect(Api caller) {
        SocketClient socket = SocketHandshake.fleet(caller, organization).open();
        socket.next();
        return socket;
    }
}
