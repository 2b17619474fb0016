package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
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
