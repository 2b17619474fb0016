package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class MaintenanceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final StatusAdmin admin = StatusAdmin.shared();
    private final String page = admin.page();
    private final Instant now = Instant.now();

    @Test
    void maintenanceStartsAndCompletesOnScheduleWithEvents() {
        try (SocketClient socket = SocketHandshake.to(Server.shared(), "/ws").open()) {
            socket.send("{\"action\":\"subscribe\",\"slug\":\"" + page + "\"}");
            socket.next(frame -> frame.getString("action").equals("subscribed"));
            Instant created = Instant.now();
            String id = admin.maintenance(page, created.plusSeconds(2), created.plusSeconds(4), "");

            JsonObject scheduled = socket.next().getJsonObject("data").getJsonObject("maintenance");
            assertThat(scheduled.getString("status")).isEqualTo("scheduled");
            assertThat(scheduled.getJsonArray("updates")).hasSize(1);
            for (String status : List.of("in_progress", "completed")) {
                JsonObject event = socket.next();
                assertThat(event.getString("action")).isEqualTo("maintenance-update-added");
                assertThat(event.getJsonObject("data")
                                .getJsonObject("maintenance")
                                .getString("status"))
                        .isEqualTo(status);
                assertThat(event.getJsonObject("data").getJsonObject("update").getString("maintenance_id"))
                        .isEqualTo(id);
            }
            JsonObject completed = admin.get("maintenances/" + id).json();
            assertThat(completed.getJsonArray("updates")).hasSize(3);
            assertThat(completed.get("completed_at")).isNotEqualTo(JsonValue.NULL);
        }
    }

    @Test
    void postponedAndCancelledMaintenancesDoNotStart() {
        Instant start;
        String postponed;
        String cancelled;
        do { // again where a busy machine has not changed both before they start
            start = Instant.now().plusSeconds(3);
            postponed = admin.maintenance(page, start, start.plusSeconds(600), "");
            admin.put("maintenances/" + postponed, "{'scheduled_start':'" + start.plusSeconds(300) + "'}");
            cancelled = admin.maintenance(page, start, start.plusSeconds(600), "");
            admin.post("maintenances/" + cancelled + "/updates", "{'status':'cancelled','message':'Not today.'}");
        } while (!Instant.now().isBefore(start));
        String started = admin.maintenance(page, start, start.plusSeconds(600), "");

        await().atMost(TIMEOUT).until(() -> status(started).equals("in_progress"));

        assertThat(status(postponed)).isEqualTo("scheduled");
        assertThat(status(cancelled)).isEqualTo("cancelled");
        assertThat(admin.get("maintenances/" + cancelled).json().get("completed_at"))
                .isNotEqualTo(JsonValue.NULL);
    }

    @Test
    void maintenanceStartedEarlyCompletesOnSchedule() {
        String id = admin.maintenance(page, now.plusSeconds(600), now.plusSeconds(900), ",'status':'in_progress'");
        assertThat(status(id)).isEqualTo("in_progress");

        admin.put(
                "maintenances/" + id,
                "{'scheduled_start':'" + now.minusSeconds(9) + "','scheduled_end':'" + now.plusSeconds(1) + "'}");

        await().atMost(TIMEOUT).until(() -> status(id).equals("completed"));
    }

    @Test
    void repeatedHourAtTheEndOfDaylightSavingTimeIsUnambiguous() {
        Instant first = Instant.parse("2040-10-28T00:30:00Z");
        Instant second = Instant.parse("2040-10-28T01:30:00Z");

        JsonObject read = admin.get("maintenances/" + admin.maintenance(page, first, second, ""))
                .json();

        assertThat(read.getString("scheduled_start")).isEqualTo("2040-10-28T00:30:00.000Z");
        assertThat(read.getString("scheduled_end")).isEqualTo("2040-10-28T01:30:00.000Z");
    }

    @Test
    void allInvalidFieldsAreReportedAtOnce() {
        assertThat(StatusAdmin.details(admin.post("maintenances", "{'scheduled_start':'soon','status':'done'}")))
                .containsExactly(
                        "status_page_id is required",
                        "title is required",
                        "scheduled_end is required",
                        "scheduled_start must be a time like 2026-03-10T02:00:00.000Z",
                        "status must be one of scheduled, in_progress, completed, cancelled",
                        "message is required");
        String id = admin.maintenance(page, now.plusSeconds(600), now.plusSeconds(900), "");
        assertThat(StatusAdmin.details(
                        admin.put("maintenances/" + id, "{'scheduled_end':'" + now.plusSeconds(500) + "'}")))
                .containsExactly("scheduled_end must be after scheduled_start");
    }

    @Test
    void readersGetTheMaintenancesScheduledInAMonth() {
        Instant lateJanuary = Instant.parse("2031-01-31T23:00:00Z");
        String id = admin.maintenance(page, lateJanuary, lateJanuary.plusSeconds(7200), "");

        for (String month : List.of("2031-01", "2031-02")) {
            JsonObject answer = read(month);
            assertThat(answer.keySet()).containsExactly("statusPageId", "month", "maintenances");
            assertThat(answer.getJsonArray("maintenances").getJsonObject(0).getString("id"))
                    .isEqualTo(id);
        }
        assertThat(read("2031-03").getJsonArray("maintenances")).isEmpty();
    }

    @Test
    void maintenanceThatEndsAtTheStartOfAMonthIsNotInThatMonth() {
        Instant newYear = Instant.parse("2027-01-01T00:00:00.000Z");
        String ending = admin.maintenance(page, newYear.minusSeconds(3600), newYear, "");
        String beginning = admin.maintenance(page, newYear, newYear.plusSeconds(3600), "");

        assertThat(ids(read("2026-12"))).containsExactly(ending);
        assertThat(ids(read("2027-01"))).containsExactly(beginning);
    }

    private static List<String> ids(JsonObject month) {
        return month.getJsonArray("maintenances").getValuesAs(JsonObject.class).stream()
                .map(maintenance -> maintenance.getString("id"))
                .toList();
    }

    private JsonObject read(String month) {
        return Server.shared()
                .api()
                .get("/v1/status/" + page + "/maintenances?month=" + month)
                .json();
    }

    private String status(String id) {
        return admin.get("maintenances/" + id).json().getString("status");
    }
}
