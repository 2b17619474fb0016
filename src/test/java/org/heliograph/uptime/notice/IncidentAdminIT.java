package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class IncidentAdminIT {
    private final StatusAdmin admin = StatusAdmin.shared();
    private final String page = admin.page();

    @Test
    void statusFollowsTheNewestUpdate() {
        String id = admin.incident(page, "");
        Answer added = admin.post("incidents/" + id + "/updates", "{'status':'resolved','message':'It works.'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().keySet()).containsExactly("success", "message", "updateId", "incident");

        JsonObject resolved = admin.get("incidents/" + id).json();
        assertThat(resolved).isEqualTo(added.json().getJsonObject("incident"));
        assertThat(resolved.getString("status")).isEqualTo("resolved");
        assertThat(resolved.getString("resolved_at"))
                .isEqualTo(resolved.getJsonArray("updates").getJsonObject(1).getString("created_at"));

        String update = added.json().getString("updateId");
        assertThat(admin.delete("incidents/" + id + "/updates/" + update).status())
                .isEqualTo(200);
        JsonObject reopened = admin.get("incidents/" + id).json();
        assertThat(reopened.getString("status")).isEqualTo("investigating");
        assertThat(reopened.get("resolved_at")).isEqualTo(JsonValue.NULL);
        String first = reopened.getJsonArray("updates").getJsonObject(0).getString("id");
        assertThat(StatusAdmin.details(admin.delete("incidents/" + id + "/updates/" + first)))
                .containsExactly("the last update cannot be deleted");
        assertThat(admin.delete("incidents/" + id + "/updates/" + update).status())
                .isEqualTo(404);
    }

    @Test
    void deletingAnOlderUpdateKeepsTheStatus() {
        String id = admin.incident(page, "");
        String first = admin.get("incidents/" + id)
                .json()
                .getJsonArray("updates")
                .getJsonObject(0)
                .getString("id");
        admin.post("incidents/" + id + "/updates", "{'status':'resolved','message':'It works.'}");

        JsonObject remaining =
                admin.delete("incidents/" + id + "/updates/" + first).json().getJsonObject("incident");

        assertThat(remaining.getString("status")).isEqualTo("resolved");
        assertThat(remaining.get("resolved_at")).isNotEqualTo(JsonValue.NULL);
        assertThat(remaining.getJsonArray("updates")).hasSize(1);
    }

    @Test
    void updateChangesTheFieldsSentAndNeverTheStatus() {
        String monitor = admin.monitor("");
        String id = admin.incident(page, "");
        JsonObject before = admin.get("incidents/" + id).json();

        JsonObject changed = admin.put(
                        "incidents/" + id, "{'severity':'critical','affected_monitors':['" + monitor + "']}")
                .json()
                .getJsonObject("incident");

        assertThat(changed.getString("severity")).isEqualTo("critical");
        assertThat(changed.getString("title")).isEqualTo(before.getString("title"));
        assertThat(changed.getJsonArray("affected_monitors")).hasToString("[\"" + monitor + "\"]");
        assertThat(StatusAdmin.details(admin.put(
                        "incidents/" + id,
                        "{'status':'resolved','status_page_id':'x','affected_monitors':['nobody']}")))
                .containsExactly(
                        "status_page_id cannot be changed",
                        "status changes by a new update only",
                        "affected_monitors names nobody, which is no monitor and no group");
        assertThat(admin.put("incidents/" + id, changed.toString()).json().getJsonObject("incident"))
                .isEqualTo(changed);
    }

    @Test
    void allInvalidFieldsAreReportedAtOnce() {
        assertThat(StatusAdmin.details(admin.post("incidents", "{'severity':'huge'}")))
                .containsExactly(
                        "status_page_id is required",
                        "title is required",
                        "severity must be one of minor, major, critical",
                        "status is required",
                        "message is required");
        assertThat(admin.post(
                                "incidents",
                                "{'status_page_id':'nowhere','title':'x','status':'resolved','severity':'minor','message':'y'}")
                        .status())
                .isEqualTo(404);
        assertThat(StatusAdmin.details(admin.post("incidents/" + admin.incident(page, "") + "/updates", "{}")))
                .containsExactly("status is required", "message is required");
        assertThat(admin.post("incidents/nothing/updates", "{'status':'resolved','message':'x'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noticeWhoseMonitorWasDeletedCanBeEdited() {
        String monitor = admin.monitor("");
        String affected = ",'affected_monitors':['" + monitor + "']";
        String incident = admin.incident(page, affected);
        Instant tomorrow = Instant.now().plusSeconds(86_400);
        String maintenance = admin.maintenance(page, tomorrow, tomorrow.plusSeconds(60), affected);
        assertThat(admin.delete("monitors/" + monitor).status()).isEqualTo(200);

        for (String notice : new String[] {"incidents/" + incident, "maintenances/" + maintenance}) {
            JsonObject read = admin.get(notice).json();
            assertThat(read.getJsonArray("affected_monitors").toString()).contains(monitor);
            assertThat(admin.put(notice, read.toString()).status()).as(notice).isEqualTo(200);
            assertThat(admin.put(notice, "{'title':'Other'" + affected + "}").status())
                    .isEqualTo(200);
            assertThat(admin.put(notice, "{'affected_monitors':['" + monitor + "','nothing-else']}")
                            .text())
                    .contains("nothing-else")
                    .doesNotContain("names " + monitor);
        }
    }

    @Test
    void listOfIncidentsHasPages() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            all.add(admin.incident(page, ""));
        }

        List<String> read = new ArrayList<>();
        String next = "/v1/admin/incidents?limit=2&status_page_id=" + page;
        int pages = 0;
        while (next != null) {
            Answer answer = admin.api().get(next);
            StatusAdmin.rows(answer).forEach(incident -> read.add(incident.getString("id")));
            String link = answer.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(read).hasSize(5).containsExactlyInAnyOrderElementsOf(all);
        assertThat(admin.get("incidents?limit=0").status()).isEqualTo(400);
        assertThat(admin.get("incidents?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void readersGetTheIncidentsOfAMonth() {
        String id = admin.incident(page, "");
        YearMonth now = YearMonth.now(ZoneOffset.UTC);

        JsonObject month = read("").json();
        assertThat(month.keySet()).containsExactly("statusPageId", "month", "incidents");
        assertThat(month.getString("month")).isEqualTo(now.toString());
        assertThat(ids(month)).containsExactly(id);
        assertThat(month.getJsonArray("incidents").getJsonObject(0))
                .isEqualTo(admin.get("incidents/" + id).json());
        assertThat(ids(read("?month=" + now.minusMonths(1)).json())).isEmpty();
        assertThat(ids(read("?month=" + now.plusMonths(1)).json())).isEmpty();
        assertThat(read("?month=2026-13").status()).isEqualTo(400);
        assertThat(Server.shared()
                        .api()
                        .get("/v1/status/no-such-page/incidents")
                        .status())
                .isEqualTo(404);
        assertThat(StatusAdmin.rows(admin.get("incidents?status_page_id=" + page)))
                .hasSize(1);
    }

    @Test
    void incidentIsDeletedByItselfAndWithItsPage() {
        String deleted = admin.incident(page, "");
        String other = admin.incident(page, "");

        assertThat(admin.delete("incidents/" + deleted).status()).isEqualTo(200);
        assertThat(admin.get("incidents/" + deleted).status()).isEqualTo(404);
        admin.delete("status-pages/" + page);
        assertThat(admin.get("incidents/" + other).status()).isEqualTo(404);
    }

    private Answer read(String query) {
        return Server.shared().api().get("/v1/status/" + page + "/incidents" + query);
    }

    private static List<String> ids(JsonObject month) {
        return month.getJsonArray("incidents").getValuesAs(JsonObject.class).stream()
                .map(incident -> incident.getString("id"))
                .toList();
    }
}
