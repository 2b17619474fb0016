package org.heliograph.alert.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

class RefusalIT {
    private static final String PATH = "/api/v1/alerts/refusals";
    private static final String BAD = "{\"status\":\"firing\",\"labels\":{\"site\":\"{HOST.NAME}\"}}";

    private final Alerts alerts = Alerts.of("mallory@acme.test");
    private final String source = "am-" + alerts.site().substring(5, 13);

    private List<JsonObject> refusals() {
        JsonArray all = Json.createReader(
                        new StringReader(alerts.api().get(PATH).text()))
                .readArray();
        return all.getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("source").equals(source))
                .toList();
    }

    private String batch(String... more) {
        return "{\"source\":\"" + source + "\",\"alerts\":[" + String.join(",", more) + "]}";
    }

    @Test
    void whatIsRefusedOfABatchIsKeptForOperatorsAndLoggedOnce() {
        String good = "{\"status\":\"firing\",\"labels\":{\"site\":\"" + alerts.site() + "\"}}";
        assertThat(alerts.report(batch(good, BAD, BAD)).status()).isEqualTo(200);
        assertThat(alerts.report(batch(BAD)).status()).isEqualTo(400);

        assertThat(refusals()).singleElement().satisfies(kind -> {
            assertThat(kind.getString("message"))
                    .isEqualTo("The label site contains {HOST.NAME}, which was not replaced by a value.");
            assertThat(kind.getInt("reports")).isEqualTo(3);
            assertThat(kind.getString("example")).isEqualTo(BAD);
            assertThat(kind.getString("first_at")).isLessThanOrEqualTo(kind.getString("last_at"));
        });
        assertThat(Server.shared().log().split("Refused a report of " + source + ":", -1))
                .as("once in the log")
                .hasSize(2);
    }

    @Test
    void aRefusedBodyIsKeptWithTheNameOfItsSender() {
        assertThat(alerts.report("{\"source\":\"" + source + "\",\"site\":\"a\"}")
                        .status())
                .isEqualTo(400);

        assertThat(refusals())
                .singleElement()
                .satisfies(kind -> assertThat(kind.getString("message"))
                        .isEqualTo("The field severity is missing. The field message is missing."));
    }

    @Test
    void alertsThatTheSenderLeftOutAreTold() {
        String cut = batch().replace("]}", "],\"truncatedAlerts\":7}");
        assertThat(alerts.report(cut).status()).isEqualTo(200);

        assertThat(refusals()).singleElement().satisfies(kind -> {
            assertThat(kind.getString("message")).contains("max_alerts");
            assertThat(kind.getInt("reports")).isEqualTo(7);
        });
    }

    @Test
    void callsWithoutASignInAreRefused() {
        assertThat(Server.shared().api().get(PATH).status()).isEqualTo(401);
        assertThat(Server.shared().api().send("DELETE", PATH, null).status()).isEqualTo(401);
        // without the secret nothing is kept
        Answer answer = alerts.report(batch(BAD), "Bearer wrong");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(refusals()).isEmpty();
    }

    @Test
    void onlyAdministratorsOfTheInstallationClearThem() {
        assertThat(alerts.report(batch(BAD)).status()).isEqualTo(400);

        assertThat(alerts.api().send("DELETE", PATH, null).status()).isEqualTo(403);
        assertThat(refusals()).hasSize(1);
        assertThat(Server.shared()
                        .as("alice@acme.test")
                        .send("DELETE", PATH, null)
                        .status())
                .isEqualTo(204);
        assertThat(refusals()).isEmpty();
    }
}
