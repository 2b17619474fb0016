package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboards for Grafana: what they show exists, and a stock Grafana takes them. */
class DashboardsTest {
    private static final int COLUMNS = 24;
    /** That of Grafana 10.4 and 11, which migrates older ones and takes these as they are. */
    private static final int SCHEMA = 39;

    private static List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(Path.of("server-config/grafana"))) {
            return found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonObject dashboard(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        }
    }

    private static List<JsonObject> panels(Path file) throws IOException {
        return dashboard(file).getJsonArray("panels").getValuesAs(JsonObject.class);
    }

    private static List<JsonObject> targets(JsonObject panel) {
        return panel.containsKey("targets") ? panel.getJsonArray("targets").getValuesAs(JsonObject.class) : List.of();
    }

    @Test
    void everyExpressionNamesMetricsThatExist() throws IOException {
        PromQl promQl = new PromQl();
        for (Path file : files()) {
            for (JsonObject panel : panels(file)) {
                targets(panel).stream()
                        .map(target -> target.getString("expr"))
                        // Prometheus' own metric
                        .filter(expression -> !expression.startsWith("up{job=\"heliograph\""))
                        .forEach(promQl::check);
            }
        }
    }

    @Test
    void everyMetricThatAnOperatorNeedsIsShown() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            all.append(Files.readString(file));
        }

        assertThat(MetricCatalog.definitions())
                .filteredOn(metric -> !Set.of(
                                "heliograph_sockets_signed_in",
                                "heliograph_log_oldest_seconds",
                                "heliograph_job_period_seconds",
                                "heliograph_job_failing")
                        .contains(metric.name()))
                .allSatisfy(metric -> assertThat(all).contains(metric.name()));
    }

    @Test
    void whatIsShownAsPresentIsNotAnOldValue() throws IOException {
        for (Path file : files()) {
            for (JsonObject panel : panels(file)) {
                if (panel.getString("type").equals("stat")) {
                    assertThat(targets(panel))
                            .as(panel.getString("title"))
                            .isNotEmpty()
                            .allSatisfy(target -> {
                                assertThat(target.getBoolean("instant")).isTrue();
                                assertThat(target.getBoolean("range")).isFalse();
                            });
                }
            }
        }
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() throws IOException {
        assertThat(files()).hasSize(3);
        for (Path file : files()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> cells = new HashSet<>();
            for (JsonObject panel : panels(file)) {
                String title = file + " " + panel.getString("title");
                assertThat(ids.add(panel.getInt("id"))).as(title).isTrue();
                JsonObject place = panel.getJsonObject("gridPos");
                assertThat(place.getInt("x") + place.getInt("w")).as(title).isLessThanOrEqualTo(COLUMNS);
                for (int x = place.getInt("x"); x < place.getInt("x") + place.getInt("w"); x++) {
                    for (int y = place.getInt("y"); y < place.getInt("y") + place.getInt("h"); y++) {
                        assertThat(cells.add(x + "," + y)).as(title).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void aStockGrafanaTakesThem() throws IOException {
        Set<String> uids = new HashSet<>();
        for (Path file : files()) {
            JsonObject dashboard = dashboard(file);
            assertThat(dashboard.getInt("schemaVersion")).isEqualTo(SCHEMA);
            assertThat(uids.add(dashboard.getString("uid"))).isTrue();
            assertThat(dashboard.getString("uid")).hasSizeLessThanOrEqualTo(40).matches("[a-z-]+");
            assertThat(dashboard.getString("title")).startsWith("Heliograph: ");
            assertThat(dashboard.isNull("id"))
                    .as("an id would replace another dashboard")
                    .isTrue();
            List<JsonObject> variables =
                    dashboard.getJsonObject("templating").getJsonArray("list").getValuesAs(JsonObject.class);
            assertThat(variables.get(0).getString("type")).isEqualTo("datasource");
            assertThat(variables.get(0).getString("name")).isEqualTo("datasource");
            for (JsonObject panel : panels(file)) {
                if (panel.getString("type").equals("row")) {
                    continue;
                }
                assertThat(panel.getString("type")).isIn("timeseries", "stat");
                Set<String> references = new HashSet<>();
                assertThat(targets(panel)).isNotEmpty().allSatisfy(target -> {
                    assertThat(references.add(target.getString("refId"))).isTrue();
                    assertThat(target.getJsonObject("datasource").getString("uid"))
                            .isEqualTo("${datasource}");
                });
            }
        }
    }
}
