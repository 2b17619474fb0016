package org.heliograph.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All dialects at once on one server: each client receives the frames of its own dialect only (docs/adr/0009). */
class EveryDialectIT {
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Server server = Server.shared();
    private final StatusAdmin status = StatusAdmin.shared();
    private final Fleet acme = Fleet.acme();
    private final String token = "t-" + UUID.randomUUID();
    private final String site = "Site " + UUID.randomUUID();
    private String channel;
    private String monitor;
    private String slug;
    private SocketClient anonymous;
    private SocketClient signedIn;

    @BeforeEach
    void open() {
        channel = "apps:" + UUID.randomUUID();
        monitor = status.monitor(",'token':'" + token + "'");
        slug = status.page(monitor);
        anonymous = SocketHandshake.to(server, "/ws").open();
        signedIn = Channels.of("bob@acme.test").call().open();
    }

    @AfterEach
    void close() {
        anonymous.close();
        signedIn.close();
    }

    private static void subscribe(SocketClient socket, String slug) {
        socket.send("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\"}");
        assertThat(socket.next().getString("action")).isEqualTo("subscribed");
    }

    private static void subscribeToChannel(SocketClient socket, String channel) {
        socket.send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}");
        assertThat(socket.next(frame -> frame.containsKey("type")).getString("type"))
                .isEqualTo("subscribed");
    }

    private void push() {
        Answer pushed = server.api().get("/v1/push/" + token + "?latency=7");
        assertThat(pushed.status()).isEqualTo(200);
    }

    private static void publish(String channel, String data) {
        assertThat(Channels.of("alice@acme.test").publish(channel, data).status())
                .isEqualTo(200);
    }

    @Test
    void greetsAClientWithoutTokenInBothDialects() {
        assertThat(anonymous.nextText())
                .matches("\\{\"action\":\"connected\",\"message\":\"WebSocket connection established\","
                        + "\"type\":\"connected\",\"connectionId\":\"" + UUID_FORM + "\",\"user\":null,"
                        + "\"authorizedChannels\":\\[\"announcements\"],\"timestamp\":\"" + TIMESTAMP + "\"}");
    }

    @Test
    void servesAClientWithTokenInTheChannelsDialectOnly() {
        JsonObject greeting = signedIn.next();
        signedIn.send("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\"}");

        assertThat(greeting.keySet())
                .containsExactly("type", "connectionId", "user", "authorizedChannels", "timestamp");
        assertThat(signedIn.nextText())
                .matches("\\{\"type\":\"error\",\"message\":\"\\\\\"type\\\\\" is missing\",\"timestamp\":\""
                        + TIMESTAMP + "\"}");
    }

    @Test
    void servesBothDialectsOnOneSocket() {
        anonymous.next();
        subscribe(anonymous, slug);
        subscribeToChannel(anonymous, "announcements");

        push();
        assertThat(nextAction(anonymous)).isEqualTo("pulse");
        new Channels(acme.admin()).announce("of " + token);
        JsonObject event = anonymous.next(frame -> frame.containsKey("type"));

        assertThat(event.getString("type")).isEqualTo("event");
        assertThat(event).doesNotContainKey("action");
    }

    @Test
    void deliversToEachClientTheEventsOfItsOwnSubscriptionsOnly() {
        anonymous.next();
        signedIn.next();
        subscribe(anonymous, slug);
        subscribeToChannel(signedIn, channel);
        try (SocketClient fleet = acme.listen("machines");
                SocketClient wall = SocketHandshake.to(server, "/ws/alerts").open()) {
            Agent agent = acme.register();
            assertThat(fleet.next(frame -> frame.toString().contains(agent.id()))
                            .getString("event"))
                    .isEqualTo("INSERT");
            wall.send("{\"subscribe\":[\"" + site + "\"]}");
            // the first alert that arrives shows that the filter is in force
            acme.admin().post("/api/v1/alerts", alert("first"));
            acme.admin().post("/api/v1/alerts", alert("second"));
            assertThat(wall.next(frame -> frame.containsKey("site")).getString("site"))
                    .isEqualTo(site);

            agent.heartbeat();
            push();
            publish(channel, "{\"id\":1}");

            assertThat(fleet.next(frame -> frame.toString().contains(agent.id()))
                            .getString("event"))
                    .isEqualTo("UPDATE");
            assertThat(nextAction(anonymous)).isEqualTo("pulse");
            assertThat(signedIn.next().getJsonObject("data").getInt("id")).isEqualTo(1);
            signedIn.send("{\"type\":\"ping\"}");
            assertThat(signedIn.next().getString("type")).isEqualTo("pong");
            anonymous.send("{\"action\":\"list_subscriptions\"}");
            assertThat(nextAction(anonymous)).isEqualTo("subscriptions");
        }
    }

    /** The next action except uptime updates, which the first pulse causes before or after its own frame. */
    private static String nextAction(SocketClient socket) {
        return socket.next(frame -> !frame.getString("action", "").equals("uptime-update"))
                .getString("action");
    }

    private String alert(String message) {
        return "{\"site\":\"" + site + "\",\"severity\":\"info\",\"message\":\"" + message + "\"}";
    }
}
