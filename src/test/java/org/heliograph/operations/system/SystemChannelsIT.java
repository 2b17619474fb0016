package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** What the installation itself publishes on channels of {@code /ws}. */
class SystemChannelsIT {
    private final Server server = Server.shared();
    private final Channels alice = Channels.of("alice@acme.test");
    private final Channels bob = Channels.of("bob@acme.test");

    private static JsonObject eventOf(SocketClient socket, InvitedUser person) {
        return socket.next(frame -> frame.getString("type").equals("event")
                && frame.get("data") instanceof JsonObject data
                && data.getString("id", "").equals(person.id()));
    }

    private static SocketClient resume(Channels who, String channel, JsonObject position) {
        SocketClient socket = who.open();
        socket.send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"since\":" + position + "}");
        return socket;
    }

    private static JsonObject position(JsonObject subscribed) {
        return Json.createObjectBuilder()
                .add("seq", subscribed.getJsonNumber("seq").longValue())
                .add("epoch", subscribed.getString("epoch"))
                .build();
    }

    @Test
    void changesOfAccountsReachAdministratorsAndNoOtherUser() {
        Fleet acme = Fleet.acme(server);
        String programs = "apps:" + UUID.randomUUID();
        try (SocketClient admin = alice.listen("users:created", "users:updated");
                SocketClient user = bob.listen("users:created", "users:updated", programs)) {
            InvitedUser person = InvitedUser.join(acme, "member");

            JsonObject created = eventOf(admin, person);
            assertThat(created.keySet()).containsExactly("type", "channel", "data", "timestamp");
            assertThat(created.getString("channel")).isEqualTo("users:created");
            assertThat(created.getJsonObject("data").getString("email")).isEqualTo(person.email());
            assertThat(created.getJsonObject("data").keySet())
                    .containsExactly("id", "email", "name", "role", "disabled", "emailVerified", "createdAt");

            acme.admin()
                    .patch("/api/accounts/" + person.id(), "{\"role\":\"service\"}")
                    .data();
            JsonObject updated = eventOf(admin, person);
            assertThat(updated.getString("channel")).isEqualTo("users:updated");
            assertThat(updated.getJsonObject("data").getString("role")).isEqualTo("service");
            assertThat(updated.getJsonObject("data").getJsonArray("changed")).hasToString("[\"role\"]");

            // what is published after that is the first that this user gets
            String marker = "{\"marker\":\"" + UUID.randomUUID() + "\"}";
            alice.publish(programs, marker);
            assertThat(user.next().get("data")).hasToString(marker);
        }
    }

    @Test
    void anAdministratorWhoWasAwayGetsWhatWasMissed() {
        JsonObject end;
        try (SocketClient first = resume(alice, "users:created", position(0))) {
            end = position(first.next());
        }
        InvitedUser person = InvitedUser.join(Fleet.acme(server), "member");

        try (SocketClient back = resume(alice, "users:created", end)) {
            assertThat(back.next().keySet()).containsExactly("type", "channel", "timestamp", "seq", "epoch");
            JsonObject missed = eventOf(back, person);
            assertThat(missed.keySet()).containsExactly("type", "channel", "data", "timestamp", "seq");
            assertThat(missed.getJsonNumber("seq").longValue()).isGreaterThan(end.getInt("seq"));
        }
    }

    private static JsonObject position(int seq) {
        return Json.createObjectBuilder().add("seq", seq).build();
    }

    @Test
    void whatIsNotKeptCannotBeResumed() {
        for (Channels who : new Channels[] {alice, bob}) {
            String channel = who == alice ? "apps:created" : "users:created";
            try (SocketClient socket = resume(who, channel, position(0))) {
                assertThat(socket.next().getString("message"))
                        .isEqualTo("The events of this channel are not kept: subscribe without \"since\"");
            }
        }
    }

    @Test
    void theStartOfTheNodeIsInTheLogOfItsHealth() {
        try (SocketClient socket = resume(alice, "system:health", position(0))) {
            JsonObject event = socket.next(frame -> frame.getString("type").equals("event")
                    && frame.getJsonObject("data").getString("previous").equals("starting"));

            assertThat(event.getJsonObject("data").getString("node")).isNotEmpty();
            assertThat(event.getJsonObject("data").getString("status")).isNotEqualTo("starting");
            assertThat(event.getJsonObject("data").keySet()).contains("ready", "since");
        }
    }

    @Test
    void figuresOfTheNodeComeWhileSomebodyListens() {
        try (SocketClient socket = alice.listen("system:metrics")) {
            JsonObject event = socket.next(frame -> frame.getString("type").equals("event"));

            JsonObject figures = event.getJsonObject("data");
            assertThat(figures.keySet())
                    .containsExactly(
                            "node",
                            "version",
                            "status",
                            "sockets",
                            "authenticated",
                            "subscriptions",
                            "topics",
                            "publications",
                            "frames",
                            "lagMillis",
                            "broker",
                            "heapUsedBytes",
                            "heapMaxBytes",
                            "measuredAt");
            assertThat(figures.getInt("sockets")).isPositive();
            assertThat(figures.getJsonNumber("heapUsedBytes").longValue()).isPositive();
        }
    }
}
