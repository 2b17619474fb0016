package org.heliograph.operations.health;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probes of a node that serves, in the format of MicroProfile Health. */
class HealthProbesIT {
    private static final Map<String, List<String>> CHECKS = Map.of(
            "live", List.of("deadlock"),
            "ready", List.of("database", "drain", "jobs", "log", "redis", "start"),
            "started", List.of("start"));
    private static final String[] FROM_AFAR = {"X-Forwarded-For", "203.0.113.7"};

    private final Server server = Server.shared();

    private static List<String> names(JsonObject report) {
        return report.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> check.getString("name"))
                .toList();
    }

    private static List<JsonValue> data(Answer answer) {
        return answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.containsKey("data"))
                .map(check -> check.get("data"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void aProbeNamesItsChecksAndTheirStates(String probe) {
        Answer answer = server.api().get("/health/" + probe);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().getString("status")).isEqualTo("UP");
        assertThat(names(answer.json())).isEqualTo(CHECKS.get(probe));
        assertThat(answer.json().getJsonArray("checks").getValuesAs(JsonObject.class))
                .allSatisfy(check -> assertThat(check.getString("status")).isEqualTo("UP"));
        assertThat(server.api().send("HEAD", "/health/" + probe, null).status()).isEqualTo(200);
    }

    @Test
    void aBrowserGetsTheReportAsWell() {
        assertThat(server.api()
                        .send("GET", "/health/live", null, "Accept", "text/html")
                        .json())
                .hasToString("{\"status\":\"UP\",\"checks\":[{\"name\":\"deadlock\",\"status\":\"UP\"}]}");
    }

    @Test
    void theDataAreForThisMachineAndForAdministrators() {
        Api admin = server.as("alice@acme.test");
        Api user = server.as("bob@acme.test");

        assertThat(data(server.api().get("/health/ready"))).isNotEmpty();
        assertThat(data(admin.send("GET", "/health/ready", null, FROM_AFAR))).isNotEmpty();
        assertThat(data(server.api().send("GET", "/health/ready", null, FROM_AFAR)))
                .isEmpty();
        assertThat(data(user.send("GET", "/health/ready", null, FROM_AFAR))).isEmpty();
    }

    @Test
    void theReportOfTheServiceStaysAsItIs() {
        assertThat(server.api().get("/health").json().keySet())
                .contains("status", "service", "connections", "authenticated", "activeChannels", "timestamp")
                .doesNotContain("checks");
    }
}
