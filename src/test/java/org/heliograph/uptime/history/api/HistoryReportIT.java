package org.heliograph.uptime.history.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class HistoryReportIT {
    private static final String HEADER = "Timestamp,Uptime (%),Latency Min (ms),Latency Max (ms),Latency Avg (ms)";

    private final StatusAdmin admin = StatusAdmin.shared();
    private final Api anybody = Server.shared().api();

    @Test
    void reportsAnswerWhereThePageOffersThem() {
        String monitor = admin.monitor(",'custom1':{'id':'players','name':'Players','unit':'people'}");
        String group = admin.group(monitor);
        String page = admin.page(group);
        String token = admin.get("monitors/" + monitor).json().getString("token");
        assertThat(anybody.get("/v1/push/" + token + "?latency=7&players=42").status())
                .isEqualTo(200);
        String monitors = "/v1/status/" + page + "/monitors/" + monitor + "/reports";
        String groups = "/v1/status/" + page + "/groups/" + group + "/reports";
        assertThat(anybody.get(monitors).status()).isEqualTo(404);
        admin.put("status-pages/" + page, "{'reports':true}");

        for (String scale : new String[] {"", "/hourly", "/daily"}) {
            String type = scale.isEmpty() ? "raw" : scale.substring(1);
            Answer csv = anybody.get(monitors + scale + "?format=csv");
            assertThat(csv.header("Content-Type")).startsWith("text/csv");
            assertThat(csv.header("Content-Disposition")).contains(monitor + "-" + type + ".csv");
            assertThat(csv.text().lines())
                    .first()
                    .isEqualTo(HEADER + ",Players Min (people),Players Max (people),Players Avg (people)");
            assertThat(csv.text()).contains(",7,7,7,42,42,42");
            assertThat(anybody.get(groups + scale + "?format=csv").text().lines())
                    .first()
                    .isEqualTo(HEADER);
            Answer json = anybody.get(groups + scale);
            assertThat(json.json().getString("type")).isEqualTo(type);
            assertThat(json.header("ETag")).isNotNull();
            assertThat(admin.api()
                            .get("/v1/admin/monitors/" + monitor + "/reports" + scale + "?format=json")
                            .json()
                            .getString("monitorId"))
                    .isEqualTo(monitor);
        }
        assertThat(anybody.get(monitors + "?format=xml").status()).isEqualTo(400);
        assertThat(anybody.get("/v1/status/" + page + "/monitors/nothing/reports")
                        .status())
                .isEqualTo(404);
        assertThat(anybody.get("/v1/admin/monitors/" + monitor + "/reports").status())
                .isEqualTo(401);
        assertThat(admin.get("groups/nothing/reports").status()).isEqualTo(404);
    }
}
