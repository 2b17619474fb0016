package org.heliograph.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API of alerts; mallory is an ordinary user. */
class AlertServiceIT {
    private final Alerts alerts = Alerts.of("mallory@acme.test");
    private final Api nobody = Server.shared().api();

    @AfterAll
    static void theServerHasLoggedNoError() {
        ServerProbe.check(Server.shared());
    }

    private static List<String> ids(JsonArray list) {
        return list.getValuesAs(JsonObject.class).stream()
                .map(alert -> alert.getString("id"))
                .toList();
    }

    @Test
    void anAlertIsReturnedCompleteWithoutEnvelope() {
        JsonObject alert = alerts.raise("critical", "  Uplink <b>down</b>  ");

        assertThat(alert.keySet())
                .containsExactly(
                        "id",
                        "site",
                        "severity",
                        "message",
                        "status",
                        "source",
                        "link",
                        "created_at",
                        "updated_at",
                        "acknowledged_at",
                        "acknowledged_by",
                        "resolved_at",
                        "resolved_by");
        assertThat(alert.getString("site")).isEqualTo(alerts.site());
        assertThat(alert.getString("message")).isEqualTo("Uplink <b>down</b>");
        assertThat(alert.getString("status")).isEqualTo("open");
        assertThat(alert.get("resolved_by")).isEqualTo(JsonValue.NULL);
        assertThat(alert.getString("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(alerts.list("")).containsExactly(alert);
        assertThat(alerts.api().get("/api/v1/alerts/" + alert.getString("id")).json())
                .isEqualTo(alert);
    }

    @Test
    void theFirstAcknowledgementAndResolutionAreKept() {
        Alerts bob = new Alerts(Server.shared().as("bob@acme.test"), alerts.site());
        String id = alerts.raise();

        alerts.acknowledge(id);
        JsonObject acknowledged = bob.acknowledge(id);
        assertThat(acknowledged.getString("status")).isEqualTo("acknowledged");
        assertThat(acknowledged.getString("acknowledged_by")).isEqualTo("mallory@acme.test");

        bob.resolve(id);
        JsonObject resolved = alerts.resolve(id);
        assertThat(resolved.getString("status")).isEqualTo("resolved");
        assertThat(resolved.getString("resolved_by")).isEqualTo("bob@acme.test");
        assertThat(resolved.getString("acknowledged_by")).isEqualTo("mallory@acme.test");
        assertThat(alerts.acknowledge(id)).isEqualTo(resolved);
    }

    @Test
    void theListIsFilteredNewestFirst() {
        String first = alerts.raise("critical", "1").getString("id");
        String second = alerts.raise("warning", "2").getString("id");
        String third = alerts.raise("info", "3").getString("id");
        alerts.acknowledge(first);
        alerts.resolve(second);

        assertThat(ids(alerts.list(""))).containsExactly(third, second, first);
        assertThat(ids(alerts.list("&severity=critical&severity=info"))).containsExactly(third, first);
        assertThat(ids(alerts.list("&status=open&status=acknowledged"))).containsExactly(third, first);
        assertThat(ids(alerts.list("&status=resolved&severity=&before="))).containsExactly(second);
        assertThat(ids(alerts.list("&limit=2"))).containsExactly(third, second);
        assertThat(ids(alerts.list("&before=" + second))).containsExactly(first);
        assertThat(ids(alerts.list("&before=" + Instant.now().minusSeconds(60))))
                .isEmpty();
        assertThat(alerts.elsewhere().list("")).isEmpty();
    }

    @Test
    void pagesNeitherOverlapNorSkipAlertsOfTheSameInstant() {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"status\":\"firing\",\"fingerprint\":\"")
                    .append(alerts.site())
                    .append(i)
                    .append("\",\"labels\":{\"site\":\"")
                    .append(alerts.site())
                    .append("\"}}");
        }
        assertThat(alerts.report("{\"version\":\"4\",\"alerts\":[" + batch + "]}")
                        .status())
                .isEqualTo(200);
        List<String> all = ids(alerts.list(""));

        List<String> paged = new ArrayList<>(ids(alerts.list("&limit=7")));
        while (paged.size() < 25) {
            paged.addAll(ids(alerts.list("&limit=7&before=" + paged.get(paged.size() - 1))));
        }

        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void aWindowOfTheListIsSortedFilteredAndCounted() {
        String first = alerts.raise("critical", "Fan 1").getString("id");
        String second = alerts.raise("warning", "Fan 2").getString("id");
        String third = alerts.raise("info", "Fan 3").getString("id");
        alerts.resolve(third);
        String path = "/api/v1/alerts/list?search=fan&site=" + Api.escape(alerts.site());

        JsonObject window = alerts.api().get(path + "&sort=severity&limit=2").json();
        assertThat(ids(window.getJsonArray("rows"))).containsExactly(first, second);
        assertThat(window.getInt("total")).isEqualTo(3);
        assertThat(window.getInt("all")).isGreaterThanOrEqualTo(3);
        assertThat(window.getJsonArray("rows").getJsonObject(0))
                .isEqualTo(alerts.list("&severity=critical").getJsonObject(0));
        Answer rest = alerts.api().get(path + "&offset=1");
        assertThat(ids(rest.json().getJsonArray("rows"))).containsExactly(second, first);
        assertThat(rest.header("X-Heliograph-Seq")).matches("[0-9]+");
        assertThat(ids(alerts.api()
                        .get(path + "&status=open&status=acknowledged")
                        .json()
                        .getJsonArray("rows")))
                .containsExactly(second, first);
        assertThat(alerts.api().get(path + "&before=" + first).status()).isEqualTo(400);
        assertThat(nobody.get(path).status()).isEqualTo(401);
    }

    @Test
    void theLinkOfTheSourceFollowsItsReports() {
        String form = "{\"source\":\"links\",\"event_id\":\"" + alerts.site() + "\",\"site\":\"" + alerts.site()
                + "\",\"severity\":\"info\",\"message\":\"Hello\",\"link\":\"https://ci.example/%s\"}";
        assertThat(alerts.report(form.formatted("1")).status()).isEqualTo(200);
        JsonObject first = alerts.list("").getJsonObject(0);
        assertThat(first.getString("link")).isEqualTo("https://ci.example/1");

        assertThat(alerts.report(form.formatted("2")).status()).isEqualTo(200);
        JsonObject second = alerts.list("").getJsonObject(0);
        assertThat(second.getString("link")).isEqualTo("https://ci.example/2");
        assertThat(second.getString("updated_at")).isEqualTo(first.getString("updated_at"));
        assertThat(alerts.report(form.formatted("2").replace("https:", "javascript:"))
                        .status())
                .isEqualTo(400);
        assertThat(alerts.list("").getJsonObject(0)).isEqualTo(second);
    }

    @Test
    void theSummaryCountsUnresolvedAndOpenedAlerts() {
        Answer before = alerts.api().get("/api/v1/alerts/summary");
        String id = alerts.raise("critical", "1").getString("id");
        alerts.raise("critical", "2");
        alerts.resolve(id);

        JsonObject after = alerts.api().get("/api/v1/alerts/summary").json();

        assertThat(after.getJsonArray("sites")).contains(Json.createValue(alerts.site()));
        assertThat(after.getJsonObject("unresolved").getInt("critical"))
                .isEqualTo(before.json().getJsonObject("unresolved").getInt("critical") + 1);
        assertThat(after.getJsonArray("hours")).hasSize(24);
        assertThat(raised(after)).isEqualTo(raised(before.json()) + 2);
    }

    /** In the last two hours, since a new hour may just have begun. */
    private static int raised(JsonObject summary) {
        JsonArray hours = summary.getJsonArray("hours");
        return hours.getJsonObject(22).getInt("critical")
                + hours.getJsonObject(23).getInt("critical");
    }

    @Test
    void callsWithoutASignInAreRefused() {
        String id = alerts.raise();

        assertThat(nobody.get("/api/v1/alerts").status()).isEqualTo(401);
        assertThat(nobody.get("/api/v1/alerts/" + id).status()).isEqualTo(401);
        assertThat(nobody.get("/api/v1/alerts/summary").status()).isEqualTo(401);
        assertThat(nobody.post("/api/v1/alerts", alerts.form("info", "x").toString())
                        .status())
                .isEqualTo(401);
        assertThat(nobody.post("/api/v1/alerts/" + id + "/resolve", null).status())
                .isEqualTo(401);
        assertThat(nobody.post("/api/v1/alerts/" + id + "/acknowledge", null).status())
                .isEqualTo(401);
        assertThat(nobody.with("no.such.token").get("/api/v1/alerts").status()).isEqualTo(401);
        assertThat(ids(alerts.list("&status=open"))).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=many",
                "severity=bad",
                "status=closed",
                "before=yesterday",
                "before=%2B300000-01-01T00:00:00Z",
                "before=-5000-01-01T00:00:00Z",
                "before=%00",
                "site=%00",
                "sites=a",
                "status=open&severity=%27%20or%201=1"
            })
    void aListThatCannotBeIsRefused(String query) {
        Answer answer = alerts.api().get("/api/v1/alerts?" + query);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isNotBlank();
    }

    @Test
    void anInvalidAlertIsRefusedWithEveryError() {
        Answer answer = alerts.api().post("/api/v1/alerts", "{\"site\":7,\"severity\":\"bad\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"error\":\"Validation failed\",\"details\":[\"The field site must be text.\","
                                + "\"The field severity must be critical, warning or info.\",\"The field message is missing.\"]}");
        for (String body : new String[] {"", "[]", "{", "null", "{}", "[".repeat(50_000)}) {
            assertThat(alerts.api().post("/api/v1/alerts", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        String long_ = alerts.form("info", "x".repeat(2_001)).toString();
        assertThat(alerts.api().post("/api/v1/alerts", long_).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"none", "00000000-0000-0000-0000-000000000000", "%00", "a'b", "..%2f"})
    void anAlertThatThereIsNotIs404(String id) {
        for (String path : new String[] {"", "/resolve", "/acknowledge"}) {
            Answer answer = alerts.api().send(path.isEmpty() ? "GET" : "POST", "/api/v1/alerts/" + id + path, null);
            assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
        }
    }
}
