package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetBroadcastIT {
    private static final String HELLO =
            "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"hello\",\"payload\":{\"n\":1,\"deep\":[true,null]}}";

    private final Fleet acme = Fleet.acme();
    private final SocketClient alice = acme.listen("general");
    private final SocketClient mallory = acme.listen(Server.shared().as("mallory@acme.test"), "general");

    @AfterEach
    void disconnect() {
        alice.close();
        mallory.close();
    }

    @Test
    void aBroadcastIsDeliveredVerbatimToOthersAndNotToItsSender() {
        alice.send(HELLO);

        assertThat(mallory.nextText())
                .matches("\\{\"type\":\"event\",\"channel\":\"general\",\"event\":\"hello\","
                        + "\"payload\":\\{\"n\":1,\"deep\":\\[true,null]},\"timestamp\":\"[^\"]{24}\"}");
        mallory.send(HELLO.replace("hello", "answer"));
        assertThat(alice.next().getString("event")).isEqualTo("answer");
    }

    @Test
    void theSenderNeedsNoSubscription() {
        try (SocketClient bob = acme.connect(Server.shared().as("bob@acme.test"))) {
            bob.send(HELLO);

            assertThat(alice.next().getString("event")).isEqualTo("hello");
            assertThat(mallory.next().getString("event")).isEqualTo("hello");
        }
    }

    @Test
    void aBroadcastIsNotDeliveredToOtherOrganisations() {
        Fleet globex = Fleet.globex();
        try (SocketClient carol = globex.listen("general");
                SocketClient bob = globex.connect(Server.shared().as("bob@acme.test"))) {
            alice.send(HELLO);
            mallory.next();
            bob.send(HELLO.replace("hello", "from-globex"));

            assertThat(carol.next().getString("event")).isEqualTo("from-globex");
        }
    }

    @Test
    void otherChannelsRefuseBroadcasts() {
        for (String channel : new String[] {"machines", "audit", "dns", "weather"}) {
            alice.send(HELLO.replace("general", channel));

            assertThat(alice.next().getString("type")).isEqualTo("error");
        }
        mallory.send("{\"type\":\"ping\"}");
        assertThat(mallory.next().getString("type")).isEqualTo("pong");
    }

    @Test
    void theEleventhInAMinuteIsRefused() {
        for (int i = 0; i < 11; i++) {
            alice.send(HELLO.replace("hello", "n" + i));
        }

        assertThat(alice.next().getString("message")).isEqualTo("Too many broadcasts");
        for (int i = 0; i < 10; i++) {
            assertThat(mallory.next().getString("event")).isEqualTo("n" + i);
        }
        mallory.send("{\"type\":\"ping\"}");
        assertThat(mallory.next().getString("type")).isEqualTo("pong");
    }

    @Test
    void aPayloadIsLimitedToFourKibibytes() {
        // {"a":""} has eight bytes
        alice.send(payload("{\"a\":\"" + "x".repeat(4096 - 8) + "\"}"));
        assertThat(mallory.next().getJsonObject("payload").getString("a")).hasSize(4096 - 8);

        alice.send(payload("{\"a\":\"" + "x".repeat(4096 - 7) + "\"}"));
        assertThat(alice.next().getString("message")).isEqualTo("\"payload\" is over 4 KiB");
        alice.send(payload("{\"a\":\"" + "\u20ac".repeat(1400) + "\"}"));
        assertThat(alice.next().getString("type")).isEqualTo("error");
    }

    @Test
    void aBroadcastWithAMissingOrInvalidFieldIsRefused() {
        for (String frame : new String[] {
            "{\"type\":\"broadcast\",\"event\":\"e\",\"payload\":{}}",
            "{\"type\":\"broadcast\",\"channel\":\"general\",\"payload\":{}}",
            "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e\"}",
            "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":7,\"payload\":{}}",
            "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"\",\"payload\":{}}",
            "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e\",\"payload\":[1]}",
            "{\"type\":\"broadcast\",\"channel\":[\"general\"],\"event\":\"e\",\"payload\":{}}"
        }) {
            alice.send(frame);

            JsonObject error = alice.next();
            assertThat(error.getString("type")).as(frame).isEqualTo("error");
        }
    }

    private static String payload(String json) {
        return "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"big\",\"payload\":" + json + "}";
    }
}
