package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Set;
import java.util.function.Predicate;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetSubscriptionIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Fleet acme = Fleet.acme();
    private SocketClient socket;

    /** A socket gets what gets its number after it was subscribed. */
    @BeforeAll
    static void awaitEarlierEvents() {
        LogPositions.settled(() -> Fleet.acme().read("limit=1"));
    }

    @BeforeEach
    void connect() {
        socket = acme.connect(acme.admin());
    }

    @AfterEach
    void disconnect() {
        socket.close();
    }

    @Test
    void theGreetingIsTheFirstFrame() {
        try (SocketClient another = SocketHandshake.fleet(acme.admin(), "acme").open()) {
            assertThat(another.nextText())
                    .matches(
                            "\\{\"type\":\"connected\","
                                    + "\"clientId\":\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\","
                                    + "\"availableChannels\":\\[\"machines\",\"members\",\"audit\",\"keys\",\"general\","
                                    + "\"posture\",\"threats\",\"certificates\",\"dns\",\"acl\",\"billing\",\"remote_desktop\"]}");
        }
    }

    @Test
    void aSubscriptionIsConfirmed() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}");

        assertThat(socket.nextText()).isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\"]}");
    }

    @Test
    void oneFrameMaySubscribeToSeveralChannels() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"members\",\"remote_desktop\"]}");

        assertThat(socket.nextText())
                .isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\",\"members\",\"remote_desktop\"]}");
    }

    @Test
    void aFilterOnTheOwnOrganisationIsAccepted() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq.acme\"}");

        assertThat(socket.nextText()).isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\"]}");
    }

    @Test
    void aFilterOnAnotherOrganisationIsRefusedAndSubscribesToNothing() {
        try (SocketClient witness = acme.listen("machines")) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq.globex\"}");
            assertError("Not authorized to subscribe to another organization");

            acme.register();
            witness.next();
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.next().getString("type")).isEqualTo("pong");
        }
    }

    @Test
    void anyOtherFilterIsRefused() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"status=eq.online\"}");
        assertError("The filter must be org_id=eq.<org>");

        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq.acme' or 1=1\"}");
        assertThat(socket.next().getString("type")).isEqualTo("error");
    }

    @Test
    void unsubscribeIsConfirmedAndEndsDelivery() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}");
        socket.next();
        socket.send("{\"type\":\"unsubscribe\",\"channels\":[\"machines\"]}");
        assertThat(socket.nextText()).isEqualTo("{\"type\":\"unsubscribed\",\"channels\":[\"machines\"]}");

        try (SocketClient witness = acme.listen("machines")) {
            acme.register();
            witness.next();
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.next().getString("type")).isEqualTo("pong");
        }
    }

    @Test
    void aPingIsAnsweredWithTheTime() {
        socket.send("{\"type\":\"ping\"}");

        assertThat(socket.nextText()).matches("\\{\"type\":\"pong\",\"timestamp\":\"" + TIME + "\"}");
    }

    @Test
    void anUnknownChannelRefusesTheWholeFrame() {
        try (SocketClient witness = acme.listen("machines")) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"weather\"]}");
            assertThat(socket.nextText())
                    .matches("\\{\"type\":\"error\",\"message\":\"Unknown channel\",\"timestamp\":\"" + TIME + "\"}");

            acme.register();
            witness.next();
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.next().getString("type")).isEqualTo("pong");
        }
    }

    @Test
    void subscribingTwiceDeliversEachEventOnce() {
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}");
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"machines\"]}");
        socket.next();
        assertThat(socket.nextText()).isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\"]}");

        String first = acme.register().id();
        String second = acme.register().id();
        // machines of earlier tests may get their numbers only now
        Predicate<JsonObject> ofThese = frame ->
                Set.of(first, second).contains(frame.getJsonObject("payload").getString("id"));
        assertThat(socket.next(ofThese).getJsonObject("payload").getString("id"))
                .isEqualTo(first);
        assertThat(socket.next(ofThese).getJsonObject("payload").getString("id"))
                .isEqualTo(second);
    }

    private void assertError(String message) {
        JsonObject error = socket.next();
        assertThat(error.keySet()).containsExactly("type", "message", "timestamp");
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("message")).isEqualTo(message);
    }
}
