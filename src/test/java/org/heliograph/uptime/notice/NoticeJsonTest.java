package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.junit.jupiter.api.Test;

/** The payloads of the events of notices, field by field as in docs/status-pages.md. */
class NoticeJsonTest {
    private static final String ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    private static final Instant OPENED = Instant.parse("2026-02-15T10:30:00Z");
    private static final Instant ANNOUNCED = Instant.parse("2026-03-05T14:00:00Z");

    private final IncidentUpdate opening = new IncidentUpdate(
            "f6e5d4c3-b2a1-0987-fedc-ba9876543210",
            ID,
            1,
            "investigating",
            "We are investigating reports of degraded database performance.",
            OPENED);
    private final Incident incident = incident();

    @Test
    void createdIncidentHasItsFirstUpdate() {
        assertThat(NoticeJson.created("status", incident, opening))
                .hasToString("{\"slug\":\"status\",\"incident\":" + incident("investigating", "10:30", "null")
                        + "[{\"id\":\"f6e5d4c3-b2a1-0987-fedc-ba9876543210\",\"incident_id\":\"" + ID
                        + "\",\"status\":\"investigating\",\"message\":\"We are investigating reports of degraded database"
                        + " performance.\",\"created_at\":\"2026-02-15T10:30:00.000Z\"}]}}");
    }

    @Test
    void updatedIncidentHasNoUpdates() {
        incident.setUpdatedAt(Instant.parse("2026-02-15T10:35:00Z"));

        assertThat(NoticeJson.updated("status", incident))
                .hasToString(
                        "{\"slug\":\"status\",\"incident\":" + incident("investigating", "10:35", "null") + "[]}}");
    }

    @Test
    void addedUpdateIsBesideItsIncident() {
        IncidentUpdate update = new IncidentUpdate(
                "11223344-5566-7788-99aa-bbccddeeff00",
                ID,
                2,
                "resolved",
                "It works again.",
                Instant.parse("2026-02-15T10:45:00Z"));
        incident.apply(List.of(opening, update));
        incident.setUpdatedAt(Instant.parse("2026-02-15T10:45:00Z"));

        assertThat(NoticeJson.updateAdded("status", incident, update))
                .hasToString("{\"slug\":\"status\",\"incident\":"
                        + incident("resolved", "10:45", "\"2026-02-15T10:45:00.000Z\"")
                        + "[]},\"update\":{\"id\":\"11223344-5566-7788-99aa-bbccddeeff00\",\"incident_id\":\"" + ID
                        + "\",\"status\":\"resolved\",\"message\":\"It works again.\",\"created_at\":"
                        + "\"2026-02-15T10:45:00.000Z\"}}");
    }

    @Test
    void deletionsAreIdentifiedByTheirIds() {
        assertThat(NoticeJson.updateDeleted("status", incident, "11223344"))
                .hasToString(
                        "{\"slug\":\"status\",\"incidentId\":\"" + ID + "\",\"updateId\":\"11223344\",\"incident\":"
                                + incident("investigating", "10:30", "null") + "[]}}");
        assertThat(NoticeJson.deleted("status", incident))
                .hasToString("{\"slug\":\"status\",\"incidentId\":\"" + ID + "\"}");
    }

    @Test
    void answerContainsSuppressNotifications() {
        assertThat(NoticeJson.answer(incident, List.of()).keySet())
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

    @Test
    void createdMaintenanceHasItsScheduleAndItsFirstUpdate() {
        Maintenance maintenance = new Maintenance("m1", "main", ANNOUNCED);
        MaintenanceUpdate first = new MaintenanceUpdate("u1", "m1", 1, "scheduled", "Soon.", ANNOUNCED);
        maintenance.setTitle("Migration");
        maintenance.apply(List.of(first));
        fillDetails(
                maintenance,
                "{\"scheduled_start\":\"2026-03-10T02:00:00Z\",\"scheduled_end\":\"2026-03-10T08:00:00.5+02:00\"}");

        assertThat(NoticeJson.created("status", maintenance, first))
                .hasToString(
                        "{\"slug\":\"status\",\"maintenance\":{\"id\":\"m1\",\"status_page_id\":\"main\",\"title\":"
                                + "\"Migration\",\"status\":\"scheduled\",\"scheduled_start\":\"2026-03-10T02:00:00.000Z\","
                                + "\"scheduled_end\":\"2026-03-10T06:00:00.500Z\",\"affected_monitors\":[],"
                                + "\"suppress_notifications\":true,\"created_at\":\"2026-03-05T14:00:00.000Z\",\"updated_at\":"
                                + "\"2026-03-05T14:00:00.000Z\",\"completed_at\":null,\"updates\":[{\"id\":\"u1\","
                                + "\"maintenance_id\":\"m1\",\"status\":\"scheduled\",\"message\":\"Soon.\",\"created_at\":"
                                + "\"2026-03-05T14:00:00.000Z\"}]}}");
    }

    private Incident incident() {
        Incident created = new Incident(ID, "main", OPENED);
        created.setTitle("Database connectivity issues");
        created.apply(List.of(opening));
        created.setAffectedMonitors(List.of("api-prod"));
        fillDetails(created, "{\"severity\":\"major\"}");
        return created;
    }

    private static void fillDetails(Notice notice, String json) {
        NoticeParser.fillDetails(notice, FieldReader.ofChange(Body.parse(json)));
    }

    /** The expected incident up to the start of its updates. */
    private static String incident(String status, String updated, String resolved) {
        return "{\"id\":\"" + ID
                + "\",\"status_page_id\":\"main\",\"title\":\"Database connectivity issues\",\"status\":\""
                + status + "\",\"severity\":\"major\",\"affected_monitors\":[\"api-prod\"],\"created_at\":"
                + "\"2026-02-15T10:30:00.000Z\",\"updated_at\":\"2026-02-15T" + updated + ":00.000Z\",\"resolved_at\":"
                + resolved + ",\"updates\":";
    }
}
