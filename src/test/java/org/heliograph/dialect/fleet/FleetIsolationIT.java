package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetIsolationIT {
    private final Fleet acme = Fleet.acme();
    private final Fleet globex = Fleet.globex();

    /** A socket gets what gets its number after it was subscribed. */
    @BeforeEach
    void awaitEarlierEvents() {
        LogPositions.settled(() -> acme.read("limit=1"));
    }

    @Test
    void eventsOfOtherOrganisationsAreNotDelivered() {
        LogPositions.settled(() -> globex.read("limit=1"));
        try (SocketClient carol = globex.listen("machines")) {
            String acmes = acme.online().id();
            acme.patch(acmes, "{\"last_seen\":\"2026-03-17T10:30:45.000Z\"}");
            acme.delete(acmes);
            String own = globex.register().id();

            assertThat(carol.next().getJsonObject("payload").getString("id")).isEqualTo(own);
        }
    }

    @Test
    void aMemberOfTwoOrganisationsReceivesEventsOfTheSocketsOrganisationOnly() {
        Api bob = Server.shared().as("bob@acme.test");
        LogPositions.settled(() -> globex.read("limit=1"));
        try (SocketClient atAcme = acme.listen(bob, "machines");
                SocketClient atGlobex = globex.listen(bob, "machines")) {
            String globexs = globex.register().id();
            new Fleet(bob, "globex").patch(globexs, "{\"last_seen\":\"2026-03-17T10:30:45.000Z\"}");
            String acmes = acme.register().id();

            assertThat(atGlobex.next().getJsonObject("payload").getString("id")).isEqualTo(globexs);
            assertThat(atGlobex.next().getString("event")).isEqualTo("UPDATE");
            assertThat(atAcme.next().getJsonObject("payload").getString("id")).isEqualTo(acmes);
        }
    }

    @Test
    void everyMemberReceivesMachineEvents() {
        try (SocketClient mallory = acme.listen(Server.shared().as("mallory@acme.test"), "machines");
                SocketClient alice = acme.listen("machines")) {
            String id = acme.register().id();

            assertThat(mallory.next().getJsonObject("payload").getString("id")).isEqualTo(id);
            assertThat(alice.next().getJsonObject("payload").getString("id")).isEqualTo(id);
        }
    }

    @Test
    void restrictedChannelsAreForOwnersAndAdminsOnly() {
        try (SocketClient mallory = acme.connect(Server.shared().as("mallory@acme.test"));
                SocketClient bob = acme.connect(Server.shared().as("bob@acme.test"))) {
            for (String channel : new String[] {"audit", "keys", "billing"}) {
                String subscribe = "{\"type\":\"subscribe\",\"channels\":[\"machines\",\"" + channel + "\"]}";
                mallory.send(subscribe);
                bob.send(subscribe);

                JsonObject refusal = mallory.next();
                assertThat(refusal.getString("type")).isEqualTo("error");
                assertThat(refusal.getString("message")).isEqualTo("Not authorized to subscribe to this channel");
                assertThat(bob.next().getString("type")).isEqualTo("subscribed");
            }
        }
    }

    @Test
    void thePlatformRoleGrantsNoRestrictedChannel() {
        InvitedUser admin = InvitedUser.join(globex, "member");
        try (SocketClient socket = globex.connect(admin.api())) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"keys\"]}");

            assertThat(socket.next().getString("type")).isEqualTo("error");
        }
        assertThat(Server.shared()
                        .as("alice@acme.test")
                        .get("/api/keys?org_id=globex")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void aNewKeyIsAnInsertWithoutItsSecret() {
        try (SocketClient bob = acme.listen(Server.shared().as("bob@acme.test"), "keys")) {
            JsonObject key = acme.newKey("\"description\":\"for the isolation test\"");

            // keys of earlier tests may get their numbers only now
            String event = next(bob, key.getString("id")).toString();
            assertThat(event).contains("\"channel\":\"keys\",\"event\":\"INSERT\"");
            assertThat(event).doesNotContain(key.getString("key"), "hash");
        }
    }

    @Test
    void aRevokedKeyIsAnUpdate() {
        try (SocketClient alice = acme.listen("keys")) {
            JsonObject key = acme.newKey("");
            assertThat(next(alice, key.getString("id")).getString("event")).isEqualTo("INSERT");
            acme.admin().delete("/api/keys/" + key.getString("id") + "?org_id=acme");

            JsonObject event = next(alice, key.getString("id"));
            assertThat(event.getString("event")).isEqualTo("UPDATE");
            assertThat(event.getJsonObject("payload").getString("id")).isEqualTo(key.getString("id"));
        }
    }

    @Test
    void membershipChangesAreEventsOfTheMembersChannel() {
        try (SocketClient mallory = acme.listen(Server.shared().as("mallory@acme.test"), "members")) {
            InvitedUser person = InvitedUser.join(acme, "member");
            String path = "/api/members/" + person.id() + "?org_id=acme";
            acme.admin().patch(path, "{\"role\":\"admin\"}");
            acme.admin().delete(path);

            for (String kind : new String[] {"INSERT", "UPDATE", "DELETE"}) {
                JsonObject event = next(mallory, person.id());
                assertThat(event.getString("channel")).isEqualTo("members");
                assertThat(event.getString("event")).isEqualTo(kind);
                assertThat(event.toString()).doesNotContain("password", "hash", "token");
            }
        }
    }

    @Test
    void losingTheAdminRoleEndsRestrictedSubscriptions() {
        InvitedUser person = InvitedUser.join(acme, "admin");
        try (SocketClient socket = acme.connect(person.api());
                SocketClient witness = acme.listen("keys")) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"keys\",\"machines\"]}");
            socket.next();
            String before = acme.newKey("").getString("id");
            next(witness, before);
            assertThat(next(socket, before).getString("channel")).isEqualTo("keys");

            acme.admin().patch("/api/members/" + person.id() + "?org_id=acme", "{\"role\":\"member\"}");
            JsonObject notice = socket.next(frame -> !frame.getString("type").equals("event"));
            assertThat(notice.getString("type")).isEqualTo("unsubscribed");
            assertThat(notice.getJsonArray("channels").toString()).isEqualTo("[\"keys\"]");

            next(witness, acme.newKey("").getString("id"));
            acme.register();
            assertThat(socket.next().getString("channel")).isEqualTo("machines");
        }
    }

    /** The next frame about a key or a person. */
    private static JsonObject next(SocketClient socket, String id) {
        return socket.next(frame -> frame.toString().contains(id));
    }
}
