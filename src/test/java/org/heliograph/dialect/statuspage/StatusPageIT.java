package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The status page dialect of {@code /ws} (docs/status-pages.md), without an account. */
class StatusPageIT {
    private static final String PASSWORD_HASH = // BLAKE2b-512 of "open sesame"
            "47dadf14a6c1b48b5ace1fc1ec389d921fcb88be168be7080242cdd6561c2ab2"
                    + "b677527d1373ed5e7271f03d50f706d32716512165f3ee9edfcbb9b1685f75e5";

    private final StatusAdmin admin = StatusAdmin.shared();
    private final SocketClient socket =
            SocketHandshake.to(Server.shared(), "/ws").open();

    @AfterEach
    void disconnect() {
        socket.close();
    }

    @Test
    void theGreetingHasTheFieldsOfBothDialects() {
        assertThat(socket.next().keySet())
                .containsExactly(
                        "action", "message", "type", "connectionId", "user", "authorizedChannels", "timestamp");
    }

    @Test
    void aPushedPulseIsDeliveredToThePageOfItsMonitor() {
        String monitor = admin.monitor(",'custom1':{'id':'players','name':'Players'}");
        String page = admin.page(admin.group(monitor));
        subscribe(page, "");

        String push = "{'action':'push','pulseId':'p1','token':'" + token(monitor) + "','latency':125,'players':42}";
        Map<String, JsonObject> received = new HashMap<>();
        // the cached pages may be one second old, and either frame may come first
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    send(push);
                    send("{'action':'list_subscriptions'}");
                    String action = "";
                    while (!action.equals("subscriptions")) {
                        JsonObject frame = socket.next();
                        action = frame.getString("action");
                        received.putIfAbsent(action, frame);
                    }
                    return received.keySet().containsAll(List.of("pushed", "pulse"));
                });

        JsonObject pushed = received.get("pushed");
        assertThat(pushed.keySet()).containsExactly("action", "pulseId", "monitorId", "timestamp");
        assertThat(pushed.getString("monitorId")).isEqualTo(monitor);
        JsonObject pulse = received.get("pulse").getJsonObject("data");
        assertThat(pulse.keySet()).containsExactly("slug", "monitorId", "status", "latency", "timestamp", "custom1");
        assertThat(pulse.getString("slug")).isEqualTo(page);
        assertThat(pulse.getInt("latency")).isEqualTo(125);
        assertThat(pulse.getInt("custom1")).isEqualTo(42);
    }

    @Test
    void anInvalidFrameIsAnErrorAndTheSocketStaysOpen() {
        send("{'action':'subscribe','slug':'no-such-page'}");
        assertThat(action("error").getString("message")).isEqualTo("Unknown status page");
        send("{'action':'subscribe','slug':'\\u0000'}");
        assertThat(action("error").getString("message")).isEqualTo("Unknown status page");
        send("{'action':'push','token':'no-such-token'}");
        assertThat(action("error").getString("message")).isEqualTo("Invalid token");
        send("{'action':'push','token':'" + token(admin.monitor("")) + "','latency':'fast'}");
        assertThat(action("error").getString("message")).isEqualTo("Invalid latency");
        send("{'action':'list_subscriptions'}");
        assertThat(action("subscriptions").getJsonArray("items")).isEmpty();
    }

    @Test
    void unsubscribeEndsDelivery() {
        String left = admin.page();
        String kept = admin.page();
        subscribe(left, "");
        subscribe(kept, "");
        send("{'action':'unsubscribe','slug':'" + left + "'}");
        assertThat(action("unsubscribed").getString("slug")).isEqualTo(left);
        send("{'action':'list_subscriptions'}");
        assertThat(action("subscriptions").getJsonArray("items")).hasToString("[\"" + kept + "\"]");

        admin.incident(left, "");
        admin.incident(kept, "");

        JsonObject received = socket.next(frame -> frame.getString("action").startsWith("incident"));
        assertThat(received.getJsonObject("data").getString("slug")).isEqualTo(kept);
    }

    @Test
    void incidentChangesAreDeliveredInOrder() {
        String page = admin.page();
        subscribe(page, "");

        String incident = admin.incident(page, "");
        assertThat(updates(action("incident-created"))).isEqualTo(1);
        admin.put("incidents/" + incident, "{'severity':'critical'}");
        assertThat(updates(action("incident-updated"))).isZero();
        String update = admin.post("incidents/" + incident + "/updates", "{'status':'resolved','message':'Done.'}")
                .json()
                .getString("updateId");
        JsonObject added = action("incident-update-added").getJsonObject("data");
        assertThat(added.keySet()).containsExactly("slug", "incident", "update");
        assertThat(added.getJsonObject("incident").get("resolved_at")).isNotEqualTo(JsonValue.NULL);
        admin.delete("incidents/" + incident + "/updates/" + update);
        JsonObject deleted = action("incident-update-deleted").getJsonObject("data");
        assertThat(deleted.keySet()).containsExactly("slug", "incidentId", "updateId", "incident");
        assertThat(deleted.getJsonObject("incident").getString("status")).isEqualTo("investigating");
        assertThat(deleted.getJsonObject("incident").get("resolved_at")).isEqualTo(JsonValue.NULL);
        admin.delete("incidents/" + incident);
        assertThat(action("incident-deleted").getJsonObject("data").keySet()).containsExactly("slug", "incidentId");
    }

    @Test
    void aProtectedPageRequiresItsPassword() {
        String page = admin.page();
        subscribe(page, "");
        admin.put("status-pages/" + page, "{'password':'open sesame'}");
        assertThat(action("unsubscribed").getString("slug")).isEqualTo(page);

        send("{'action':'subscribe','slug':'" + page + "'}");
        assertThat(action("error").getString("message")).isEqualTo("Password required");
        send("{'action':'subscribe','slug':'" + page + "','password':'open sesame'}");
        assertThat(action("error").getString("message")).isEqualTo("Invalid password");
        subscribe(page, ",'password':'" + PASSWORD_HASH + "'");
    }

    @Test
    void tenWrongPasswordsBlockTheSocket() {
        String page = admin.page();
        admin.put("status-pages/" + page, "{'password':'open sesame'}");
        for (int i = 0; i < 10; i++) {
            send("{'action':'subscribe','slug':'" + page + "','password':'guess " + i + "'}");
            assertThat(action("error").getString("message")).isEqualTo("Invalid password");
        }

        send("{'action':'subscribe','slug':'" + page + "','password':'" + PASSWORD_HASH + "'}");

        assertThat(action("error").getString("message")).isEqualTo("Too many wrong passwords");
    }

    @Test
    void aRevokedSubscriptionNamesTheSlugThatTheClientUsed() {
        String page = admin.page();
        subscribe(page, "");
        admin.put("status-pages/" + page, "{'slug':'" + page + "-new'}");
        admin.put("status-pages/" + page, "{'password':'open sesame'}");

        assertThat(action("unsubscribed").getString("slug")).isEqualTo(page);
    }

    @Test
    void aReusedSlugIsTheNewPage() {
        String renamed = admin.page();
        subscribe(renamed, "");
        admin.put("status-pages/" + renamed, "{'slug':'" + renamed + "-new'}");
        String successor = admin.page();
        admin.put("status-pages/" + successor, "{'slug':'" + renamed + "'}");
        subscribe(renamed, "");

        admin.incident(renamed, "");
        String incident = admin.incident(successor, "");

        assertThat(action("incident-created")
                        .getJsonObject("data")
                        .getJsonObject("incident")
                        .getString("id"))
                .isEqualTo(incident);
    }

    @Test
    void aSocketWithATokenUsesTheChannelsDialectOnly() {
        Api bob = Server.shared().as("bob@acme.test");
        try (SocketClient signedIn =
                SocketHandshake.to(Server.shared(), "/ws?token=" + bob.token()).open()) {
            signedIn.next();
            signedIn.send("{\"action\":\"subscribe\",\"slug\":\"status\"}");

            assertThat(signedIn.next().getString("type")).isEqualTo("error");
        }
    }

    private static int updates(JsonObject frame) {
        return frame.getJsonObject("data")
                .getJsonObject("incident")
                .getJsonArray("updates")
                .size();
    }

    private String token(String monitor) {
        return admin.get("monitors/" + monitor).json().getString("token");
    }

    private void subscribe(String slug, String more) {
        send("{'action':'subscribe','slug':'" + slug + "'" + more + "}");
        assertThat(action("subscribed").getString("slug")).isEqualTo(slug);
    }

    private void send(String frame) {
        socket.send(frame.replace('\'', '"'));
    }

    /** The next frame, which must have this action; skips the greeting and uptime updates. */
    private JsonObject action(String action) {
        JsonObject frame = socket.next(found -> !found.getString("action").equals("connected")
                && !found.getString("action").equals("uptime-update"));
        assertThat(frame.getString("action")).as(frame.toString()).isEqualTo(action);
        return frame;
    }
}
