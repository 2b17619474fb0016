package org.heliograph.uptime.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusIT {
    /** BLAKE2b-512 of {@code correct horse}. */
    private static final String PROOF = "fe237416b5c4fb533967cfb0391bcf2186e715812c9c1b4a9073f969c8fd8cb9"
            + "14a494122b0de0d876a840e8cda3052ee5e9dc6d615f3350292b4eda990a7ac4";

    private final Api anonymous = Server.shared().api();
    private final StatusAdmin admin = StatusAdmin.shared();
    private final PushMonitor up =
            PushMonitor.on(Server.shared(), "'interval':60,'custom2':{'id':'load','name':'Load'}");
    private final String silent = admin.monitor("");

    @Test
    void pageContainsItsGroupsAndTheirChildren() {
        up.push("latency=8");
        String group = admin.group(up.id(), silent);
        String page = admin.page(group, silent);

        JsonObject answer = anonymous.get("/v1/status/" + page).json();

        assertThat(answer.keySet()).containsExactly("name", "slug", "reports", "items", "lastUpdated");
        JsonObject first = answer.getJsonArray("items").getJsonObject(0);
        assertThat(first.keySet())
                .containsExactly(
                        "id",
                        "type",
                        "name",
                        "status",
                        "latency",
                        "lastCheck",
                        "firstPulse",
                        "uptime1h",
                        "uptime24h",
                        "uptime7d",
                        "uptime30d",
                        "uptime90d",
                        "uptime365d",
                        "children");
        assertThat(first.getString("type")).isEqualTo("group");
        assertThat(first.getString("status")).isEqualTo("up");
        assertThat(first.getJsonArray("children")).hasSize(2);
        JsonObject second = answer.getJsonArray("items").getJsonObject(1);
        assertThat(second.getString("type")).isEqualTo("monitor");
        assertThat(second.getString("status")).isEqualTo("down");
        assertThat(List.of(second.get("lastCheck"), second.get("firstPulse"), second.get("uptime1h")))
                .containsOnly(JsonValue.NULL);
        assertThat(second.getInt("latency")).isZero();
    }

    @Test
    void summaryCountsEachMonitorOnce() {
        up.push("");
        String page = admin.page(admin.group(up.id(), silent), up.id(), silent);

        assertThat(anonymous.get("/v1/status/" + page + "/summary").text())
                .isEqualTo("{\"status\":\"degraded\",\"monitors\":{\"up\":1,\"degraded\":0,\"down\":1,\"total\":2}}");
    }

    @Test
    void fullStatesDistinguishPendingAndMaintenance() {
        up.push("latency=8");
        String pending = admin.monitor("");
        String page = admin.page(admin.group(pending), up.id(), silent);
        Instant now = Instant.now();
        admin.maintenance(page, now.minusSeconds(60), now.plusSeconds(600), ",'affected_monitors':['" + silent + "']");

        await().atMost(Duration.ofSeconds(40))
                .until(() -> statuses(page).equals(List.of("pending", "up", "maintenance")));

        JsonObject summary =
                anonymous.get("/v1/status/" + page + "/summary?states=full").json();
        assertThat(summary)
                .hasToString(
                        "{\"status\":\"maintenance\",\"monitors\":{\"up\":1,\"degraded\":0,\"down\":0,\"pending\":1,"
                                + "\"maintenance\":1,\"unknown\":0,\"total\":3},\"headline\":\"maintenance\","
                                + "\"incidents\":{\"minor\":0,\"major\":0,\"critical\":0}}");
        assertThat(anonymous.get("/v1/status/" + page + "?states=some").status())
                .isEqualTo(400);
    }

    private List<String> statuses(String page) {
        return anonymous.get("/v1/status/" + page + "?states=full").json().getJsonArray("items").stream()
                .map(item -> item.asJsonObject().getString("status"))
                .toList();
    }

    @Test
    void uptimeThatWasNotWitnessedSaysSinceWhen() {
        up.push("");

        JsonObject item = anonymous
                .get("/v1/status/" + up.id() + "?states=full")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);

        assertThat(item.getJsonObject("since").getString("uptime365d")).isEqualTo(item.getString("firstPulse"));
        assertThat(up.item().containsKey("since")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/hourly", "/daily"})
    void pulseIsInEveryHistoryAtOnce(String scale) {
        up.push("latency=8&load=0.5");
        up.push("latency=10&load=1.5");

        JsonObject history =
                up.page("/monitors/" + up.id() + "/history" + scale).json();

        assertThat(history.keySet()).containsExactly("monitorId", "type", "data", "customMetrics");
        assertThat(history.getString("type")).isEqualTo(scale.isEmpty() ? "raw" : scale.substring(1));
        JsonObject point = history.getJsonArray("data").getJsonObject(0);
        assertThat(point.keySet())
                .containsExactly(
                        "timestamp",
                        "uptime",
                        "latency_min",
                        "latency_max",
                        "latency_avg",
                        "custom2_min",
                        "custom2_max",
                        "custom2_avg");
        assertThat(history.getJsonObject("customMetrics")
                        .getJsonObject("custom2")
                        .getString("id"))
                .isEqualTo("load");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/hourly", "/daily"})
    void historyOfAGroupCombinesItsChildren(String scale) {
        up.push("latency=8");
        String group = admin.group(up.id(), silent);
        String page = admin.page(group);

        JsonObject history = anonymous
                .get("/v1/status/" + page + "/groups/" + group + "/history" + scale)
                .json();

        assertThat(history.keySet()).containsExactly("groupId", "type", "strategy", "data");
        assertThat(history.getString("strategy")).isEqualTo("any-up");
        assertThat(history.getJsonArray("data").getJsonObject(0).getInt("latency_max"))
                .isEqualTo(8);
    }

    @Test
    void itemsOutsideThePageAreNotFound() {
        assertThat(up.page("/monitors/" + silent + "/history").status()).isEqualTo(404);
        assertThat(up.page("/groups/" + up.id() + "/history").status()).isEqualTo(404);
        assertThat(anonymous.get("/v1/status/no-such-page").status()).isEqualTo(404);
        assertThat(anonymous.get("/v1/status/no-such-page").json().keySet()).containsExactly("error");
    }

    @Test
    void protectedPageRequiresItsPasswordEverywhere() {
        String group = admin.group(up.id());
        admin.put(
                "status-pages/" + up.id(), "{'password':'correct horse','items':['" + up.id() + "','" + group + "']}");
        List<String> paths = new ArrayList<>(
                List.of("", "/summary", "/report", "/incidents?month=2026-03", "/maintenances?month=2026-03"));
        for (String scale : List.of("", "/hourly", "/daily")) {
            paths.add("/monitors/" + up.id() + "/history" + scale);
            paths.add("/groups/" + group + "/history" + scale);
        }
        for (String path : paths) {
            String url = "/v1/status/" + up.id() + path;
            assertThat(anonymous.get(url).status()).as(path).isEqualTo(401);
            assertThat(anonymous.with("correct horse").get(url).status())
                    .as(path)
                    .isEqualTo(401);
            assertThat(anonymous.with(PROOF).get(url).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void reportExistsOnlyForPagesWithReports() {
        up.push("latency=8");
        Answer report = up.page("/report");

        assertThat(report.header("Content-Type")).startsWith("text/csv");
        assertThat(report.text().lines()).hasSize(2);
        assertThat(up.page("/report?month=2020-01").text().lines()).hasSize(1);
        for (String none : List.of("0000-01", "9999-12")) {
            assertThat(up.page("/report?month=" + none).text().lines()).as(none).hasSize(1);
        }
        for (String wrong : List.of("2020-13", "-9999-01", "%2B999999999-12")) {
            assertThat(up.page("/report?month=" + wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(anonymous.get("/v1/status/" + admin.page(silent) + "/report").status())
                .isEqualTo(404);
    }
}
