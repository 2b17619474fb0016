package org.heliograph.chaos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The exact frames that readers must receive. */
class ExpectedFrameTest {
    private static String frame(TopicModel topicModel, String event, String payload) {
        return topicModel.frame(new LogRow(5, event, payload, Instant.parse("2026-03-17T10:30:45.123Z")));
    }

    @Test
    void encodesAMachineEventWithItsChannel() {
        assertThat(frame(new MachineTopic("acme"), "DELETE", "{\"id\":\"n\"}"))
                .isEqualTo(
                        "{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"DELETE\",\"payload\":{\"id\":\"n\"},"
                                + "\"timestamp\":\"2026-03-17T10:30:45.123Z\",\"seq\":5}");
    }

    @Test
    void encodesAnAlertAsItsPayloadAndSequence() {
        String alert =
                "{\"id\":\"a\",\"site\":\"Kilimanjaro\",\"severity\":\"critical\",\"message\":\"Both uplinks lost\","
                        + "\"event\":\"alert.created\"";

        assertThat(frame(AlertTopic.ALL, "alert.created", alert + "}")).isEqualTo(alert + ",\"seq\":5}");
    }

    @Test
    void encodesAStatusPageEventWithDataAndTimestamp() {
        assertThat(frame(
                        new StatusPageTopic("p", "status"),
                        "incident-deleted",
                        "{\"slug\":\"status\",\"incidentId\":\"i\"}"))
                .isEqualTo("{\"action\":\"incident-deleted\",\"data\":{\"slug\":\"status\",\"incidentId\":\"i\"},"
                        + "\"timestamp\":\"2026-03-17T10:30:45.123Z\",\"seq\":5}");
    }
}
