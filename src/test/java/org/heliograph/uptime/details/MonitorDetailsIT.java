package org.heliograph.uptime.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

class MonitorDetailsIT {
    private final Api alice = Server.shared().as("alice@acme.test");
    private final Api bob = Server.shared().as("bob@acme.test");
    private final String id = "details-" + UUID.randomUUID();

    @Test
    void aMonitorHasItsPulsesItsDowntimesWithReasonsAndThePagesThatShowIt() {
        create("monitors", "\"id\":\"" + id + "\",\"name\":\"Details\",\"token\":\"t-" + id + "\",\"interval\":3600");
        create(
                "status-pages",
                "\"id\":\"" + id + "\",\"name\":\"A page\",\"slug\":\"" + id + "\",\"items\":[\"" + id + "\"]");
        try {
            push("?latency=42");
            push("?status=down&msg=disk+full");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> details().getString("status").equals("down"));

            JsonObject details = details();
            assertThat(details.getString("reason")).isEqualTo("disk full");
            assertThat(details.getJsonArray("pulses")).hasSize(2);
            assertThat(details.getJsonArray("pulses").getJsonObject(0).getBoolean("failed"))
                    .isTrue();
            assertThat(details.getJsonArray("pulses").getJsonObject(1).getInt("latency"))
                    .isEqualTo(42);
            JsonObject downtime = details.getJsonArray("downtimes").getJsonObject(0);
            assertThat(downtime.getString("reason")).isEqualTo("disk full");
            assertThat(downtime.isNull("until")).isTrue();
            assertThat(details.getJsonArray("pages").getJsonObject(0).getString("slug"))
                    .isEqualTo(id);
            JsonObject window = alice.get("/v1/admin/monitor-states?timeline=hour&search=" + id)
                    .json();
            assertThat(window.getInt("total")).isEqualTo(1);
            assertThat(window.getInt("all")).isGreaterThanOrEqualTo(1);
            JsonObject state = window.getJsonArray("states").getJsonObject(0);
            assertThat(state.getString("status")).isEqualTo("down");
            assertThat(state.getInt("interval")).isEqualTo(3600);
            assertThat(state.containsKey("token")).isFalse();
            assertThat(state.getJsonObject("hour").getJsonArray("down")).hasSize(1);
            assertThat(state.getJsonObject("hour")
                            .getJsonArray("unknown")
                            .getJsonArray(0)
                            .getJsonNumber(0)
                            .doubleValue())
                    .isZero();
            assertThat(states("state=down&sort=-interval&search=" + id)).hasSize(1);
            assertThat(states("state=up&search=" + id)).isEmpty();
            assertThat(states("offset=1&search=" + id)).isEmpty();
            for (String sort : new String[] {"name", "state", "-last_pulse", "uptime"}) {
                assertThat(states("limit=1&sort=" + sort)).hasSize(1);
            }
        } finally {
            alice.delete("/v1/admin/status-pages/" + id);
            alice.delete("/v1/admin/monitors/" + id);
        }
        assertThat(alice.get("/v1/admin/monitors/" + id + "/details").status()).isEqualTo(404);
    }

    @Test
    void refusesWhatTheListDoesNotKnow() {
        for (String query : new String[] {"state=lost", "timeline=day", "sort=token", "limit=0", "page=2"}) {
            assertThat(alice.get("/v1/admin/monitor-states?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void onlyAdministratorsOfTheInstallationRead() {
        assertThat(bob.get("/v1/admin/monitors/" + id + "/details").status()).isEqualTo(403);
        assertThat(bob.get("/v1/admin/monitor-states").status()).isEqualTo(403);
    }

    private JsonArray states(String query) {
        return alice.get("/v1/admin/monitor-states?" + query).json().getJsonArray("states");
    }

    private JsonObject details() {
        return alice.get("/v1/admin/monitors/" + id + "/details").json();
    }

    private void create(String kind, String fields) {
        assertThat(alice.post("/v1/admin/" + kind, "{" + fields + "}").status()).isEqualTo(201);
    }

    private void push(String query) {
        assertThat(alice.with(null).get("/v1/push/t-" + id + query).status()).isEqualTo(200);
    }
}
