package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.ResumePoint.Gap;
import org.junit.jupiter.api.Test;

/** The exact frames of docs/protocols.md. */
class FleetEncoderTest {
    private static final Instant NOON = Instant.parse("2026-03-17T10:30:45.200Z");

    @Test
    void greetingHasAllChannelsInOrder() {
        assertThat(FleetEncoder.connected("7b0c"))
                .isEqualTo(
                        "{\"type\":\"connected\",\"clientId\":\"7b0c\",\"availableChannels\":[\"machines\",\"members\","
                                + "\"audit\",\"keys\",\"general\",\"posture\",\"threats\",\"certificates\",\"dns\",\"acl\","
                                + "\"billing\",\"remote_desktop\"]}");
    }

    @Test
    void encodesPositionsAndGapsWithTheEpochOfTheLog() {
        assertThat(FleetEncoder.subscribed(
                        EnumSet.of(FleetChannel.MACHINES, FleetChannel.KEYS),
                        Map.of(Topic.ofOrganization("acme", "machines"), new LogPosition(45, "E1"))))
                .isEqualTo(
                        "{\"type\":\"subscribed\",\"channels\":[\"machines\",\"keys\"],\"seq\":{\"machines\":45},\"epoch\":\"E1\"}");
        assertThat(FleetEncoder.gap("machines", new Gap(42, 44, new LogPosition(44, "E1")), Instant.EPOCH))
                .isEqualTo("{\"type\":\"gap\",\"channel\":\"machines\",\"from\":42,\"to\":44,"
                        + "\"timestamp\":\"1970-01-01T00:00:00.000Z\",\"epoch\":\"E1\"}");
    }

    @Test
    void encodesSubscribedAndUnsubscribed() {
        assertThat(FleetEncoder.subscribed(EnumSet.of(FleetChannel.MACHINES)))
                .isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\"]}");
        assertThat(FleetEncoder.unsubscribed(EnumSet.of(FleetChannel.MACHINES)))
                .isEqualTo("{\"type\":\"unsubscribed\",\"channels\":[\"machines\"]}");
    }

    @Test
    void encodesThePayloadOfAnEventVerbatim() {
        Publication publication = new Publication(
                Topic.ofOrganization("acme", "machines"),
                7,
                "UPDATE",
                "{\"id\":\"machine-uuid\",\"status\":\"online\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}",
                NOON);

        assertThat(FleetEncoder.event(publication))
                .isEqualTo("{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"UPDATE\",\"payload\":"
                        + "{\"id\":\"machine-uuid\",\"status\":\"online\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"},"
                        + "\"timestamp\":\"2026-03-17T10:30:45.200Z\"}");
    }

    @Test
    void encodesTimesWithThreeDecimals() {
        assertThat(FleetEncoder.pong(Instant.parse("2026-03-17T10:31:00Z")))
                .isEqualTo("{\"type\":\"pong\",\"timestamp\":\"2026-03-17T10:31:00.000Z\"}");
    }

    @Test
    void escapesMessages() {
        assertThat(FleetEncoder.error("a \"quoted\"\nthing", NOON))
                .isEqualTo("{\"type\":\"error\",\"message\":\"a \\\"quoted\\\"\\nthing\","
                        + "\"timestamp\":\"2026-03-17T10:30:45.200Z\"}");
    }
}
