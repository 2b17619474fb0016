package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.metric.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The documented tables of metrics match the code. {@code -Dheliograph.docs=write} makes them anew. */
class MetricsDocumentTest {
    /** None of them names a user, an organisation, a topic or an address. */
    private static final Set<String> LABELS = Set.of(
            "", "version", "dialect", "reason", "name", "cause", "code", "result", "status", "kind", "reader", "state");

    private static List<String> page() throws IOException {
        Path file = Path.of(MetricsDocument.FILE);
        if ("write".equals(System.getProperty("heliograph.docs"))) {
            Files.writeString(file, MetricsDocument.renewed(Files.readAllLines(file)));
        }
        return Files.readAllLines(file);
    }

    @Test
    void documentsEveryMetric() throws IOException {
        assertThat(page().stream().filter(line -> line.startsWith("| `heliograph_")))
                .containsExactlyElementsOf(MetricsDocument.ownRows());
    }

    @Test
    void documentsTheMetricsOfTheJvm() throws IOException {
        Set<String> names = MetricsDocument.jvmRows().stream()
                .map(row -> row.substring(0, row.indexOf(" |", 2)))
                .collect(Collectors.toSet());

        assertThat(names).hasSizeGreaterThan(20);
        assertThat(page().stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(0, line.indexOf(" |", 2)))
                        .toList())
                .containsAll(names)
                .doesNotHaveDuplicates();
    }

    @Test
    void labelsHaveFewValues() throws IOException {
        assertThat(MetricCatalog.definitions())
                .hasSizeGreaterThan(40)
                .allSatisfy(metric -> assertThat(LABELS).as(metric.name()).contains(metric.label()));
        assertThat(MetricCatalog.definitions().stream().map(MetricDefinition::name))
                .doesNotHaveDuplicates();
        try (MeterBinding binding = new MeterBinding()) {
            binding.bindCatalog();
            assertThat(MetricsDocument.text(binding).lines().filter(line -> !line.startsWith("#")))
                    .hasSizeBetween(100, 500);
        }
    }
}
