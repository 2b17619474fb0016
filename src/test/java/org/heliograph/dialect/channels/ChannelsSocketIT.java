package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The channels of {@code /ws}: handshakes, authorization and answers. */
class ChannelsSocketIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Server server = Server.shared();
    private final Channels alice = Channels.of("alice@acme.test");
    private final Channels bob = Channels.of("bob@acme.test");
    private final Channels anonymous = Channels.anonymous();

    private static String subscribe(String channel) {
        return "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}";
    }

    private static String userId(Channels who) {
        return who.caller().get("/api/auth/me").data().getJsonObject("user").getString("id");
    }

    static Stream<SocketHandshake> callsWithTheToken() {
        Server server = Server.shared();
        String token = server.as("bob@acme.test").token();
        return Stream.of(
                SocketHandshake.to(server, "/ws?token=" + token),
                SocketHandshake.to(server, "/ws").header("Authorization", "Bearer " + token),
                SocketHandshake.to(server, "/ws").subprotocols("token-" + token),
                SocketHandshake.to(server, "/ws").subprotocols("access_token." + token, "json"),
                SocketHandshake.to(server, "/ws?token=" + token).header("Origin", "https://elsewhere.example"));
    }

    @ParameterizedTest
    @MethodSource("callsWithTheToken")
    void acceptsATokenInEveryFormAndGreetsWithTheUser(SocketHandshake call) {
        try (SocketClient socket = call.open()) {
            JsonObject greeting = socket.next();

            assertThat(greeting.keySet())
                    .containsExactly("type", "connectionId", "user", "authorizedChannels", "timestamp");
            assertThat(greeting.getString("type")).isEqualTo("connected");
            assertThat(greeting.getJsonObject("user").keySet()).containsExactly("userId", "email", "role");
            assertThat(greeting.getJsonObject("user").getString("email")).isEqualTo("bob@acme.test");
            assertThat(greeting.getJsonObject("user").getString("role")).isEqualTo("user");
            assertThat(greeting.getString("timestamp")).matches(TIME);
        }
    }

    @Test
    void echoesOnlyTheSubprotocolWithTheToken() {
        String offered = "token-" + bob.caller().token();
        try (SocketClient with = SocketHandshake.to(server, "/ws")
                        .subprotocols("json", offered)
                        .open();
                SocketClient without = bob.call().subprotocols("json").open()) {
            assertThat(with.subprotocol()).isEqualTo(offered);
            assertThat(without.subprotocol()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "a.b.c"})
    void aBadTokenIs401AlthoughATokenIsOptional(String token) {
        assertThat(SocketHandshake.to(server, "/ws?token=" + token).refused()).isEqualTo(401);
        assertThat(SocketHandshake.to(server, "/ws")
                        .header("Authorization", "Bearer " + token)
                        .refused())
                .isEqualTo(401);
    }

    @Test
    void withoutTokenOnlyAnnouncementsAreAuthorized() {
        try (SocketClient socket = anonymous.call().open()) {
            JsonObject greeting = socket.next();
            assertThat(greeting.getString("type")).isEqualTo("connected");
            assertThat(greeting.getString("connectionId")).isNotEmpty();
            assertThat(greeting.get("user")).isEqualTo(JsonValue.NULL);
            assertThat(greeting.getJsonArray("authorizedChannels")).hasToString("[\"announcements\"]");

            socket.send(subscribe("apps:created"));
            assertRefused(socket, "Not authorized to subscribe to this channel");
            socket.send(subscribe("announcements"));
            assertThat(socket.next().getString("channel")).isEqualTo("announcements");
            String text = UUID.randomUUID().toString();
            alice.announce(text);
            JsonObject event = socket.next(frame -> frame.toString().contains(text));
            assertThat(event.getJsonObject("data").getString("action")).isEqualTo("created");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user, apps:created, subscribed",
        "user, apps:custom, subscribed",
        "user, system:health, error",
        "user, user:somebody, error",
        "user, user:user-somewhere, subscribed",
        "service, deployments:failed, subscribed",
        "service, system:alerts, error",
        "admin, system:alerts, subscribed",
        "admin, user:somebody, subscribed",
        "admin, announcements, subscribed"
    })
    void theRoleOfTheTokenDecides(String role, String channel, String answer) {
        try (SocketClient socket = Channels.withRole(role).open()) {
            socket.send(subscribe(channel));

            assertThat(socket.next().getString("type")).isEqualTo(answer);
        }
    }

    @Test
    void anInvalidNameIsAnUnknownChannel() {
        try (SocketClient socket = alice.open()) {
            for (String name : List.of("weather", "apps:*", "ws:org:acme", "apps:" + "x".repeat(101))) {
                socket.send(subscribe(name));
                assertRefused(socket, "Unknown channel");
            }
        }
    }

    @Test
    void severalChannelsInOneFrameAreAnsweredSeparately() {
        try (SocketClient socket = bob.open()) {
            socket.send(
                    "{\"type\":\"subscribe\",\"channels\":[\"apps:created\",\"system:health\",\"weather\",\"apps:status\"]}");

            assertThat(socket.next().getString("channel")).isEqualTo("apps:created");
            assertRefused(socket, "Not authorized to subscribe to this channel");
            assertRefused(socket, "Unknown channel");
            assertThat(socket.next().getString("channel")).isEqualTo("apps:status");
        }
    }

    @Test
    void unsubscribeEndsASubscription() {
        try (SocketClient socket = bob.listen("apps:ended", "apps:going-on")) {
            socket.send("{\"type\":\"unsubscribe\",\"channel\":\"apps:ended\"}");
            JsonObject answer = socket.next();
            assertThat(answer.keySet()).containsExactly("type", "channel", "timestamp");
            assertThat(answer.getString("type")).isEqualTo("unsubscribed");

            alice.publish("apps:ended", "1");
            alice.publish("apps:going-on", "2");
            assertThat(socket.next().getString("channel")).isEqualTo("apps:going-on");
        }
    }

    @Test
    void listChannelsReturnsTheChannelsOfTheGreeting() {
        try (SocketClient socket = bob.open()) {
            socket.send("{\"type\":\"list_channels\"}");

            JsonObject answer = socket.next();
            assertThat(answer.keySet()).containsExactly("type", "channels", "timestamp");
            assertThat(answer.getString("type")).isEqualTo("channels");
            assertThat(answer.getJsonArray("channels"))
                    .isEqualTo(bob.authorized())
                    .hasSize(21);
            assertThat(answer.toString()).contains("\"user:" + userId(bob) + "\"");
        }
    }

    @Test
    void statsAreForAdministratorsOnly() {
        try (SocketClient user = bob.listen("apps:counted", "announcements");
                SocketClient guest = anonymous.listen("announcements");
                SocketClient admin = alice.open()) {
            user.send("{\"type\":\"stats\"}");
            assertRefused(user, "Not authorized to see the stats");
            guest.send("{\"type\":\"stats\"}");
            assertRefused(guest, "Not authorized to see the stats");

            // sockets of earlier tests may end meanwhile
            await().untilAsserted(() -> assertStats(admin));
        }
    }

    private static void assertStats(SocketClient admin) {
        admin.send("{\"type\":\"stats\"}");
        JsonObject answer = admin.next();
        assertThat(answer.keySet()).containsExactly("type", "data", "timestamp");
        JsonObject data = answer.getJsonObject("data");
        assertThat(data.keySet())
                .containsExactly(
                        "totalConnections",
                        "authenticatedConnections",
                        "anonymousConnections",
                        "totalSubscriptions",
                        "connectionsByChannel");
        assertThat(data.getInt("authenticatedConnections")).isGreaterThanOrEqualTo(2);
        assertThat(data.getInt("anonymousConnections")).isGreaterThanOrEqualTo(1);
        assertThat(data.getInt("totalConnections"))
                .isEqualTo(data.getInt("authenticatedConnections") + data.getInt("anonymousConnections"));
        JsonObject byChannel = data.getJsonObject("connectionsByChannel");
        assertThat(byChannel.getInt("apps:counted")).isEqualTo(1);
        assertThat(byChannel.getInt("announcements")).isGreaterThanOrEqualTo(2);
        assertThat(data.getInt("totalSubscriptions"))
                .isEqualTo(
                        byChannel.keySet().stream().mapToInt(byChannel::getInt).sum());
    }

    @Test
    void framesWithTrailingLineBreaksAreAccepted() {
        try (SocketClient websocat = bob.open()) {
            websocat.send("{\"type\":\"subscribe\",\"channel\":\"apps:created\"}\n");
            websocat.send("{\"type\":\"ping\"}\n");

            assertThat(websocat.nextText())
                    .matches("\\{\"type\":\"subscribed\",\"channel\":\"apps:created\",\"timestamp\":\"" + TIME + "\"}");
            assertThat(websocat.nextText()).matches("\\{\"type\":\"pong\",\"timestamp\":\"" + TIME + "\"}");
        }
    }

    static void assertRefused(SocketClient socket, String message) {
        JsonObject error = socket.next();
        assertThat(error.keySet()).containsExactly("type", "message", "timestamp");
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("message")).isEqualTo(message);
    }
}
