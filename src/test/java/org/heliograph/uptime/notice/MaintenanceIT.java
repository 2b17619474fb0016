package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.heliograph.testing.Answer;
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

    private static String recurrence(String rule, String start, int minutes) {
        return "{'rule':'" + rule + "','start':'" + start + "','zone':'Europe/Berlin','duration_minutes':" + minutes
                + "}";
    }

    private String series(String rule, String start) {
        return admin.post(
                        "maintenances",
                        "{'status_page_id':'" + page + "','title':'Backup','message':'We back up.','recurrence':"
                                + recurrence(rule, start, 60) + "}")
                .json()
                .getString("id");
    }

    private List<JsonObject> all() {
        return StatusAdmin.rows(admin.get("maintenances?status_page_id=" + page)).stream()
                .sorted(Comparator.comparing(one -> one.getString("scheduled_start")))
                .toList();
    }

    private List<String> starts() {
        return all().stream().map(one -> one.getString("scheduled_start")).toList();
    }

    @Test
    void theNextOccurrencesOfASeriesAreMaintenancesOverTheChangeOfTheClock() {
        String first = series("FREQ=DAILY;COUNT=9", "2099-10-23T02:30");

        assertThat(starts())
                .containsExactly(
                        "2099-10-23T00:30:00.000Z",
                        "2099-10-24T00:30:00.000Z",
                        "2099-10-25T00:30:00.000Z",
                        "2099-10-26T01:30:00.000Z",
                        "2099-10-27T01:30:00.000Z");
        JsonObject read = admin.get("maintenances/" + first).json();
        assertThat(read.getString("scheduled_end")).isEqualTo("2099-10-23T01:30:00.000Z");
        assertThat(read.getJsonObject("recurrence").toString().replace('"', '\''))
                .isEqualTo(recurrence("FREQ=DAILY;COUNT=9", "2099-10-23T02:30", 60));
        assertThat(read("2099-10").getJsonArray("maintenances")).hasSize(5);
        assertThat(read.getJsonArray("updates").getJsonObject(0).getString("message"))
                .isEqualTo("We back up.");
    }

    @Test
    void anOccurrenceInProgressBeginsAndTheNextOnesWait() {
        // this minute, of every hour: in progress at once
        String start = LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        String first = series("FREQ=HOURLY", start);

        await().atMost(TIMEOUT).until(() -> status(first).equals("in_progress"));

        assertThat(all()).extracting(one -> one.getString("status")).endsWith("scheduled", "scheduled", "scheduled");
        assertThat(all()).hasSize(5);
    }

    @Test
    void oneOccurrenceOrAllOfThemAreChanged() {
        String first = series("FREQ=WEEKLY;BYDAY=SU", "2098-01-05T02:00");
        String moved = all().get(1).getString("id");
        String deleted = all().get(2).getString("id");
        admin.put(
                "maintenances/" + moved,
                "{'title':'Moved','scheduled_start':'2098-01-12T12:00:00Z','scheduled_end':'2098-01-12T13:00:00Z'}");
        ok(admin.delete("maintenances/" + deleted));

        ok(admin.put(
                "maintenances/" + first,
                "{'apply_to':'series','title':'Backup of all','message':'It takes longer.','recurrence':"
                        + recurrence("FREQ=WEEKLY;BYDAY=SU", "2098-01-05T02:00", 90) + "}"));

        assertThat(all())
                .extracting(one -> one.getString("title") + " "
                        + one.getString("scheduled_start").substring(0, 16) + " "
                        + one.getString("scheduled_end").substring(11, 16))
                .containsExactly(
                        "Backup of all 2098-01-05T01:00 02:30",
                        "Moved 2098-01-12T12:00 13:00",
                        "Backup of all 2098-01-26T01:00 02:30",
                        "Backup of all 2098-02-02T01:00 02:30");
        assertThat(all())
                .extracting(one -> one.toString().contains("It takes longer."))
                .containsExactly(true, false, true, true);

        ok(admin.put(
                "maintenances/" + first,
                "{'apply_to':'series','recurrence':"
                        + recurrence("FREQ=MONTHLY;BYMONTHDAY=5;COUNT=2", "2098-01-05T02:00", 60) + "}"));

        assertThat(starts())
                .containsExactly("2098-01-05T01:00:00.000Z", "2098-01-12T12:00:00.000Z", "2098-02-05T01:00:00.000Z");
        ok(admin.delete("maintenances/" + first + "?apply_to=series"));
        assertThat(all()).isEmpty();
    }

    @Test
    void whatAnAnswerOfAnOccurrenceSaysMayBeSentBackAndChangesThatOneAlone() {
        JsonObject first = admin.get("maintenances/" + series("FREQ=DAILY", "2098-03-01T02:00"))
                .json();

        ok(admin.put(
                "maintenances/" + first.getString("id"),
                first.toString().replace("Backup", "Restore").replace('"', '\'')));

        assertThat(all())
                .extracting(one -> one.getString("title"))
                .containsExactly("Restore", "Backup", "Backup", "Backup", "Backup");
    }

    @Test
    void recurrencesThatCannotBeKeptAreRefusedAndChangeNothing() {
        String create = "{'status_page_id':'" + page + "','title':'Backup','message':'M','recurrence':";

        assertThat(StatusAdmin.details(
                        admin.post("maintenances", create + recurrence("FREQ=MINUTELY", "2098-01-01T02:00", 1) + "}")))
                .containsExactly("recurrence.rule may have one occurrence an hour at most");
        assertThat(StatusAdmin.details(admin.post(
                        "maintenances", create + recurrence("FREQ=DAILY;COUNT=2", "2020-01-01T02:00", 60) + "}")))
                .containsExactly("recurrence has no occurrence in the future");
        assertThat(StatusAdmin.details(admin.post("maintenances", create + "'daily'}")))
                .containsExactly("recurrence must be an object");
        assertThat(StatusAdmin.details(admin.post(
                        "maintenances",
                        create + recurrence("FREQ=DAILY", "2098-01-01T02:00", 60)
                                + ",'scheduled_start':'2098-01-01T02:00:00Z'}")))
                .containsExactly("scheduled_start is unknown");
        assertThat(all()).isEmpty();
        String single = admin.maintenance(page, now.plusSeconds(600), now.plusSeconds(900), "");
        assertThat(StatusAdmin.details(admin.put("maintenances/" + single, "{'apply_to':'series','title':'T'}")))
                .containsExactly("apply_to series needs a recurring maintenance");
        assertThat(StatusAdmin.details(admin.put(
                        "maintenances/" + single,
                        "{'recurrence':" + recurrence("FREQ=DAILY", "2098-01-01T02:00", 60) + "}")))
                .containsExactly("recurrence cannot be added to a single maintenance");
        assertThat(admin.delete("maintenances/" + single + "?apply_to=all").status())
                .isEqualTo(400);
        String first = series("FREQ=DAILY", "2098-03-01T02:00");
        assertThat(StatusAdmin.details(admin.put(
                        "maintenances/" + first,
                        "{'recurrence':" + recurrence("FREQ=DAILY", "2098-03-01T03:00", 60) + "}")))
                .containsExactly("recurrence changes with apply_to series only");
        assertThat(StatusAdmin.details(admin.put("maintenances/" + first, "{'apply_to':'series','recurrence':null}")))
                .containsExactly("recurrence is required");
    }

    @Test
    void aPreviewHasTheNextFiveOccurrences() {
        JsonObject preview = admin.post("occurrences", recurrence("FREQ=WEEKLY;BYDAY=SU", "2099-03-25T02:30", 60))
                .json();

        assertThat(preview.getJsonObject("recurrence").getString("start")).isEqualTo("2099-03-29T02:30");
        assertThat(preview.getJsonArray("occurrences").getValuesAs(JsonObject.class))
                .extracting(one -> one.getString("start"))
                .startsWith("2099-03-29T01:30:00.000Z", "2099-04-05T00:30:00.000Z")
                .hasSize(5);
        assertThat(new StatusAdmin(Server.shared().as("bob@acme.test"))
                        .post("occurrences", "{}")
                        .status())
                .isEqualTo(403);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
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
