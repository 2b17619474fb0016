package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetStreamIT {
    private static final Duration MAX_DETECTION_TIME = Duration.ofSeconds(40);
    private static final String MACHINES = "/api/events?channel=machines&org_id=acme";

    private final Fleet acme = Fleet.acme();

    private long sequence() {
        return LogPositions.settled(() -> acme.read("limit=1"));
    }

    private static EventStream.Event afterSubscribed(EventStream stream) {
        assertThat(stream.next().json().getString("type")).isEqualTo("subscribed");
        return stream.next();
    }

    @Test
    void deliversTheFramesOfTheSocketWithTheSequenceAsId() {
        long now = sequence();
        try (EventStream stream = EventStream.open(acme.admin(), MACHINES);
                SocketClient socket = acme.connect(acme.admin())) {
            assertThat(stream.header("Content-Type")).isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            EventStream.Event subscribed = stream.next();
            assertThat(subscribed.id())
                    .as("the resume point of a browser that receives no event")
                    .isEqualTo("" + now);
            assertThat(subscribed.data())
                    .startsWith("{\"type\":\"subscribed\",\"channels\":[\"machines\"],\"seq\":{\"machines\":" + now
                            + "},\"epoch\":\"");
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + now + "}}");
            socket.next();
            Agent agent = acme.register();

            EventStream.Event event = stream.next();
            assertThat(event.id()).isEqualTo("" + (now + 1));
            assertThat(event.data()).contains(agent.id()).isEqualTo(socket.nextText());
        }
    }

    @Test
    void resumesAfterLastEventIdRatherThanSince() {
        long since = sequence();
        acme.register();
        acme.register();
        assertThat(sequence()).isEqualTo(since + 2);

        try (EventStream byParameter = EventStream.open(acme.admin(), MACHINES + "&since=" + since);
                EventStream byHeader =
                        EventStream.open(acme.admin(), MACHINES + "&since=0", "Last-Event-ID", "" + (since + 1))) {
            assertThat(afterSubscribed(byParameter).id()).isEqualTo("" + (since + 1));
            assertThat(byParameter.next().id()).isEqualTo("" + (since + 2));
            assertThat(afterSubscribed(byHeader).id()).isEqualTo("" + (since + 2));
        }
    }

    @Test
    void resumingAboveThePresentSequenceIsAGap() {
        long now = sequence();

        try (EventStream stream = EventStream.open(acme.admin(), MACHINES + "&since=" + (now + 3))) {
            EventStream.Event gap = afterSubscribed(stream);
            assertThat(gap.id()).isEqualTo("" + now);
            assertThat(gap.data())
                    .startsWith("{\"type\":\"gap\",\"channel\":\"machines\",\"from\":" + (now + 1) + ",\"to\":"
                            + (now + 3));
        }
    }

    @Test
    void aClientThatKnowsTheEpochGetsItInTheIdsAndResumesWithThem() {
        long since = sequence();
        String epoch = acme.read("limit=1").header("X-Heliograph-Epoch");
        acme.register();

        try (EventStream stream = EventStream.open(acme.admin(), MACHINES + "&since=" + since + "&epoch=" + epoch);
                EventStream again = EventStream.open(acme.admin(), MACHINES, "Last-Event-ID", since + "@" + epoch);
                EventStream other = EventStream.open(acme.admin(), MACHINES, "Last-Event-ID", since + "@another")) {
            assertThat(stream.next().id()).isEqualTo(since + "@" + epoch);
            assertThat(stream.next().id()).isEqualTo((since + 1) + "@" + epoch);
            assertThat(afterSubscribed(again).id()).isEqualTo((since + 1) + "@" + epoch);
            EventStream.Event gap = afterSubscribed(other);
            assertThat(gap.id()).isEqualTo("0@" + epoch);
            assertThat(gap.json().getInt("from")).isEqualTo(1);
            assertThat(gap.json().getJsonNumber("to").longValue()).isEqualTo(since);
            assertThat(gap.json().getString("epoch")).isEqualTo(epoch);
            assertThat(other.next().id()).isEqualTo("1@" + epoch);
        }
    }

    @Test
    void deliversBroadcastsWithoutAnId() {
        try (EventStream stream = EventStream.open(acme.admin(), "/api/events?channel=general&org_id=acme");
                SocketClient sender = acme.connect(acme.admin())) {
            stream.next();
            sender.send("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"hello\",\"payload\":{}}");

            EventStream.Event event = stream.next();
            assertThat(event.id()).isNull();
            assertThat(event.json().getString("event")).isEqualTo("hello");
            assertThat(event.json()).doesNotContainKey("seq");
        }
    }

    @Test
    void keepsTheStreamOpenWithComments() {
        Server hasty = ShortIntervalServer.server();
        try (EventStream stream = EventStream.open(Fleet.acme(hasty).admin(), MACHINES)) {
            for (int i = 0; i < ShortIntervalServer.SILENCE_SECONDS + 2; i++) {
                stream.awaitComment();
            }
            String id = Fleet.acme(hasty).register().id();

            EventStream.Event event = afterSubscribed(stream);
            while (!event.data().contains(id)) {
                // a machine of an earlier test became silent
                event = stream.next();
            }
            assertThat(event.json().getString("event")).isEqualTo("INSERT");
        }
    }

    @Test
    void closesWithAReasonWhenTheMembershipIsRemoved() {
        InvitedUser person = InvitedUser.join(acme, "member");
        try (EventStream stream = EventStream.open(person.api(), MACHINES)) {
            stream.next();
            acme.admin().delete("/api/members/" + person.id() + "?org_id=acme");

            EventStream.Event last = stream.last();
            assertThat(last.name()).isEqualTo("close");
            assertThat(last.data()).isEqualTo("{\"code\":4003,\"reason\":\"Access revoked\"}");
        }
    }

    @Test
    void closesWhenTheRoleNoLongerAllowsItsChannel() {
        InvitedUser person = InvitedUser.join(acme, "admin");
        try (EventStream stream = EventStream.open(person.api(), "/api/events?channel=keys&org_id=acme")) {
            stream.next();
            acme.admin().patch("/api/members/" + person.id() + "?org_id=acme", "{\"role\":\"member\"}");

            assertThat(stream.last().json().getInt("code")).isEqualTo(4003);
        }
    }

    @Test
    void removesAStreamThatTheClientClosed() {
        Api admin = Fleet.acme(ShortIntervalServer.server()).admin();
        EventStream stream = EventStream.open(admin, MACHINES);
        stream.next();
        assertThat(connections(admin)).isPositive();

        stream.close();

        // including streams of earlier tests, which may have been closed only just now
        await().atMost(MAX_DETECTION_TIME).until(() -> connections(admin) == 0);
    }

    private static int connections(Api admin) {
        return admin.server().api().get("/health").json().getInt("connections");
    }

    @ParameterizedTest
    @CsvSource({
        "'/api/events?org_id=acme', 400 MISSING_FIELDS",
        "'/api/events?channel=moon&org_id=acme', 400 INVALID_FIELD",
        "'/api/events?channel=machines', 400 MISSING_FIELDS",
        "'/api/events?channel=machines&org_id=globex', 403 FORBIDDEN",
        "'/api/events?channel=machines&org_id=acme&since=-1', 400 INVALID_FIELD",
        "'/api/events?channel=machines&org_id=acme&since=x', 400 INVALID_FIELD",
        "'/api/events?channel=machines&org_id=acme&since=', 400 INVALID_FIELD"
    })
    void refusesInvalidRequests(String path, String outcome) {
        assertThat(acme.admin().get(path).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "audit", "billing"})
    void refusesRestrictedChannelsToMembers(String channel) {
        Api mallory = Server.shared().as("mallory@acme.test");

        assertThat(mallory.get("/api/events?channel=" + channel + "&org_id=acme")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void refusesAMissingOrBadTokenAndForeignOrigins() {
        assertThat(Server.shared().api().get(MACHINES).outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(Server.shared().api().get(MACHINES + "&token=rubbish").outcome())
                .isEqualTo("401 UNAUTHORIZED");
        Answer foreign = acme.admin().send("GET", MACHINES, null, "Origin", "https://elsewhere.test");
        assertThat(foreign.outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void acceptsATokenInTheQuery() {
        Api admin = acme.admin();
        Answer refused = Server.shared().api().get("/api/events?channel=moon&org_id=acme&token=" + admin.token());

        assertThat(refused.outcome()).isEqualTo("400 INVALID_FIELD");
    }
}
