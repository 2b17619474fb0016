package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/**
 * Client of channels on {@code /ws}.
 *
 * @param caller the user; anonymous without a token
 */
public record Channels(Api caller) {
    /** On the shared server. */
    public static Channels of(String email) {
        return new Channels(Server.shared().as(email));
    }

    /** Anonymous, on the shared server. */
    public static Channels anonymous() {
        return new Channels(Server.shared().api());
    }

    /** With a token of an external issuer that has that platform role. */
    public static Channels withRole(String role) {
        return new Channels(Server.shared().api().with(Tokens.withRole(role)));
    }

    /** A handshake with the token, if there is one, in the query. */
    public SocketHandshake call() {
        return SocketHandshake.to(caller.server(), caller.token() == null ? "/ws" : "/ws?token=" + caller.token());
    }

    /** An open socket whose greeting was read. */
    public SocketClient open() {
        SocketClient socket = call().open();
        socket.next();
        return socket;
    }

    /** A socket that is subscribed, each subscription confirmed. */
    public SocketClient listen(String... channels) {
        SocketClient socket = open();
        for (String channel : channels) {
            socket.send(Json.createObjectBuilder()
                    .add("type", "subscribe")
                    .add("channel", channel)
                    .build()
                    .toString());
            JsonObject answer = socket.next();
            if (!answer.getString("type").equals("subscribed")) {
                throw new AssertionError(answer);
            }
        }
        return socket;
    }

    /** Publishes over HTTP. @param data JSON */
    public Answer publish(String channel, String data) {
        return caller.post("/api/publish", "{\"channel\":" + Json.createValue(channel) + ",\"data\":" + data + "}");
    }

    /** Announces something, and ends it at once: two events on {@code announcements}, and no row. For platform administrators. */
    public void announce(String text) {
        String announcements = "/api/admin/announcements";
        String body = Json.createObjectBuilder().add("text", text).build().toString();
        String id = caller.post(announcements, body).data().getString("id");
        caller.delete(announcements + "/" + id).data();
    }

    /** The authorized channels in the greeting. */
    public JsonArray authorized() {
        try (SocketClient socket = call().open()) {
            return socket.next().getJsonArray("authorizedChannels");
        }
    }
}
