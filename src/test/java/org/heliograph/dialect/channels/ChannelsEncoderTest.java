package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.ResumePoint.Gap;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;

/** The exact frames of docs/channels.md. */
class ChannelsEncoderTest {
    private static final Instant NOON = Instant.parse("2025-11-25T12:00:00Z");
    private static final Caller ADMIN =
            new Caller("user-uuid", "user@example.com", Set.of("admin"), Instant.EPOCH, Map.of());

    private static String greeting(String connectionId, Caller caller) {
        JsonObjectBuilder greeting = Json.createObjectBuilder();
        ChannelsEncoder.addGreeting(greeting, connectionId, caller);
        return greeting.build().toString();
    }

    @Test
    void greetingHasTheUserAndTheAuthorizedChannels() {
        assertThat(greeting("uuid-v4", ADMIN))
                .startsWith("{\"type\":\"connected\",\"connectionId\":\"uuid-v4\",\"user\":{\"userId\":\"user-uuid\","
                        + "\"email\":\"user@example.com\",\"role\":\"admin\"},\"authorizedChannels\":[\"apps:created\","
                        + "\"apps:updated\",")
                .contains(",\"user:user-uuid\",", ",\"system:health\",")
                .endsWith(",\"announcements\"]}");
    }

    @Test
    void greetingWithoutTokenHasTheAnnouncementsOnly() {
        assertThat(greeting("uuid-v4", null))
                .isEqualTo("{\"type\":\"connected\",\"connectionId\":\"uuid-v4\",\"user\":null,"
                        + "\"authorizedChannels\":[\"announcements\"]}");
    }

    @Test
    void greetingHasNullForAMissingEmail() {
        Caller machine = new Caller("m", null, Set.of(), Instant.EPOCH, Map.of());

        assertThat(greeting("c", machine)).contains("\"user\":{\"userId\":\"m\",\"email\":null,\"role\":\"user\"}");
    }

    @Test
    void platformRoleIsTheHighestOfSeveral() {
        assertThat(ChannelsEncoder.platformRole(ChannelTest.caller("a", "user", "service", "admin")))
                .isEqualTo("admin");
        assertThat(ChannelsEncoder.platformRole(ChannelTest.caller("a", "user", "service")))
                .isEqualTo("service");
        assertThat(ChannelsEncoder.platformRole(ChannelTest.caller("a", "viewer", "editor")))
                .isEqualTo("editor");
    }

    @Test
    void encodesSubscribedAndUnsubscribed() {
        assertThat(ChannelsEncoder.subscribed("apps:created", null, NOON))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"apps:created\","
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
        assertThat(ChannelsEncoder.unsubscribed("apps:created", NOON))
                .isEqualTo("{\"type\":\"unsubscribed\",\"channel\":\"apps:created\","
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }

    @Test
    void encodesThePositionsOfAClientThatResumes() {
        assertThat(ChannelsEncoder.subscribed("users:created", new LogPosition(7, "e"), NOON))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"users:created\","
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\",\"seq\":7,\"epoch\":\"e\"}");
        assertThat(ChannelsEncoder.gap("users:created", new Gap(1, 4, new LogPosition(4, "e")), NOON))
                .isEqualTo("{\"type\":\"gap\",\"channel\":\"users:created\",\"from\":1,\"to\":4,"
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\",\"epoch\":\"e\"}");
    }

    @Test
    void anEventOfTheInstallationLooksLikeThoseOfPrograms() {
        Publication publication = new Publication(Topic.ofOwnChannel("users:created"), 7, "account", "{}", NOON);

        assertThat(ChannelsEncoder.event(publication))
                .isEqualTo("{\"type\":\"event\",\"channel\":\"users:created\",\"data\":{},"
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }

    @Test
    void encodesTheDataOfAnEventVerbatim() {
        String data = "{ \"id\":\"app-uuid\",\t\"n\":12345678901234567890.10, \"name\":\"\\u00e9\u00e9\",\n\"a\":[ ] }";
        Publication publication =
                new Publication(Topic.ofChannel("apps:created"), Publication.UNLOGGED, "event", data, NOON);

        assertThat(ChannelsEncoder.event(publication))
                .isEqualTo("{\"type\":\"event\",\"channel\":\"apps:created\",\"data\":" + data
                        + ",\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }

    @Test
    void encodesAPong() {
        assertThat(ChannelsEncoder.pong(NOON))
                .isEqualTo("{\"type\":\"pong\",\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }

    @Test
    void encodesAnError() {
        assertThat(ChannelsEncoder.error("Not authorized to subscribe to this channel", NOON))
                .isEqualTo("{\"type\":\"error\",\"message\":\"Not authorized to subscribe to this channel\","
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }

    @Test
    void encodesTheListOfChannels() {
        assertThat(ChannelsEncoder.channels(List.of("apps:created", "announcements"), NOON))
                .isEqualTo("{\"type\":\"channels\",\"channels\":[\"apps:created\",\"announcements\"],"
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }

    @Test
    void encodesStats() {
        ConnectionStats stats = new ConnectionStats(
                10, 8, new TreeMap<>(Map.of("apps:created", 5, "users:updated", 3, "system:health", 1)));

        assertThat(ChannelsEncoder.stats(stats, NOON))
                .isEqualTo("{\"type\":\"stats\",\"data\":{\"totalConnections\":10,\"authenticatedConnections\":8,"
                        + "\"anonymousConnections\":2,\"totalSubscriptions\":9,\"connectionsByChannel\":"
                        + "{\"apps:created\":5,\"system:health\":1,\"users:updated\":3}},"
                        + "\"timestamp\":\"2025-11-25T12:00:00.000Z\"}");
    }
}
