package org.heliograph.chaos.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What readers are expected to be told, to the byte. */
class FramesTest {
    private static String frame(Subject subject, String event, String payload) {
        return subject.frame(new Row(5, event, payload, Instant.parse("2026-03-17T10:30:45.123Z")));
    }

    @Test
    void aMachineIsToldAsAnEventOfItsChannel() {
        assertThat(frame(new Machines("acme"), "DELETE", "{\"id\":\"n\"}"))
                .isEqualTo(
                        "{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"DELETE\",\"payload\":{\"id\":\"n\"},"
                                + "\"timestamp\":\"2026-03-17T10:30:45.123Z\",\"seq\":5}");
    }

    @Test
    void anAlertIsItsPayloadAndItsPosition() {
        String alert =
                "{\"id\":\"a\",\"site\":\"Kilimanjaro\",\"severity\":\"critical\",\"message\":\"Both uplinks lost\","
                        + "\"event\":\"alert.created\"";

        assertThat(frame(Alerts.ALL, "alert.created", alert + "}")).isEqualTo(alert + ",\"seq\":5}");
    }

    @Test
    void whatHappensOnAStatusPageIsItsDataAndItsTime() {
        assertThat(frame(
                        new StatusPage("p", "status"),
                        "incident-deleted",
                        "{\"slug\":\"status\",\"incidentId\":\"i\"}"))
                .isEqualTo("{\"action\":\"incident-deleted\",\"data\":{\"slug\":\"status\",\"incidentId\":\"i\"},"
                        + "\"timestamp\":\"2026-03-17T10:30:45.123Z\",\"seq\":5}");
    }
}
