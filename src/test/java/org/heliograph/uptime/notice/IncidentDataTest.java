package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.rest.Body;
import org.heliograph.rest.Form;
import org.junit.jupiter.api.Test;

/** The data of the incident frames of docs/status-pages.md, to the field. */
class IncidentDataTest {
    private static final String ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    private static final Instant OPENED = Instant.parse("2026-02-15T10:30:00Z");

    private final IncidentKind kind = new IncidentKind();
    private final NoticeEventData<Incident, IncidentUpdate> data = new NoticeEventData<>(kind);
    private final Incident incident = incident();
    private final Notice bulletin = incident;

    @Test
    void aNewOneComesWithItsUpdates() {
        IncidentUpdate first = kind.createUpdate(
                "f6e5d4c3-b2a1-0987-fedc-ba9876543210",
                ID,
                1,
                "investigating",
                "We are investigating reports of degraded database performance.",
                OPENED);

        assertThat(data.created("status", incident, List.of(first)))
                .hasToString("{\"slug\":\"status\",\"incident\":" + incident("investigating", "10:30", "null")
                        + "[{\"id\":\"f6e5d4c3-b2a1-0987-fedc-ba9876543210\",\"incident_id\":\"" + ID
                        + "\",\"status\":\"investigating\",\"message\":\"We are investigating reports of degraded database"
                        + " performance.\",\"created_at\":\"2026-02-15T10:30:00.000Z\"}]}}");
    }

    @Test
    void laterTheyStayAway() {
        bulletin.setUpdatedAt(Instant.parse("2026-02-15T10:35:00Z"));

        assertThat(data.changed("status", incident))
                .hasToString(
                        "{\"slug\":\"status\",\"incident\":" + incident("investigating", "10:35", "null") + "[]}}");
    }

    @Test
    void anUpdateComesBesideItsIncident() {
        bulletin.setStatus("resolved");
        bulletin.setUpdatedAt(Instant.parse("2026-02-15T10:45:00Z"));
        bulletin.setClosedAt(Instant.parse("2026-02-15T10:45:00Z"));
        IncidentUpdate update = kind.createUpdate(
                "11223344-5566-7788-99aa-bbccddeeff00",
                ID,
                2,
                "resolved",
                "It works again.",
                Instant.parse("2026-02-15T10:45:00Z"));

        assertThat(data.updateAdded("status", incident, update))
                .hasToString("{\"slug\":\"status\",\"incident\":"
                        + incident("resolved", "10:45", "\"2026-02-15T10:45:00.000Z\"")
                        + "[]},\"update\":{\"id\":\"11223344-5566-7788-99aa-bbccddeeff00\",\"incident_id\":\"" + ID
                        + "\",\"status\":\"resolved\",\"message\":\"It works again.\",\"created_at\":"
                        + "\"2026-02-15T10:45:00.000Z\"}}");
    }

    @Test
    void whatIsDeletedIsNamed() {
        assertThat(data.updateDeleted("status", incident, "11223344"))
                .hasToString(
                        "{\"slug\":\"status\",\"incidentId\":\"" + ID + "\",\"updateId\":\"11223344\",\"incident\":"
                                + incident("investigating", "10:30", "null") + "[]}}");
        assertThat(data.deleted("status", incident)).hasToString("{\"slug\":\"status\",\"incidentId\":\"" + ID + "\"}");
    }

    @Test
    void answersAlsoTellWhetherNotificationsAreSuppressed() {
        assertThat(kind.json(incident, List.of(), false).keySet())
                .containsExactly(
                        "id",
                        "status_page_id",
                        "title",
                        "status",
                        "severity",
                        "affected_monitors",
                        "suppress_notifications",
                        "created_at",
                        "updated_at",
                        "resolved_at",
                        "updates");
    }

    private Incident incident() {
        Incident made = kind.create(ID, "main", OPENED);
        Notice words = made;
        words.setTitle("Database connectivity issues");
        words.setStatus("investigating");
        words.setAffectedMonitors(List.of("api-prod"));
        kind.fill(made, Form.ofChange(Body.parse("{\"severity\":\"major\"}")));
        return made;
    }

    /** Up to where the updates begin. */
    private static String incident(String status, String updated, String resolved) {
        return "{\"id\":\"" + ID
                + "\",\"status_page_id\":\"main\",\"title\":\"Database connectivity issues\",\"status\":\""
                + status + "\",\"severity\":\"major\",\"affected_monitors\":[\"api-prod\"],\"created_at\":"
                + "\"2026-02-15T10:30:00.000Z\",\"updated_at\":\"2026-02-15T" + updated + ":00.000Z\",\"resolved_at\":"
                + resolved + ",\"updates\":";
    }
}
