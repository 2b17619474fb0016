package org.heliograph.operations.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.heliograph.metric.MetricDefinition;

/** The tables of {@code docs/metrics.md}. */
final class MetricsDocument {
    static final String FILE = "docs/metrics.md";

    private static final Pattern HELP = Pattern.compile("# HELP (\\w+) (.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");

    private MetricsDocument() {}

    /** One row for each metric of the application. */
    static List<String> ownRows() {
        Map<String, Set<String>> values = new TreeMap<>();
        MetricCatalog.counters()
                .forEach(family ->
                        values.put(family.definition().name(), family.counts().keySet()));
        MetricCatalog.histograms()
                .forEach(histogram -> values.put(
                        histogram.definition().name(), histogram.series().keySet()));
        return MetricCatalog.definitions().stream()
                .map(metric -> row(metric, values.getOrDefault(metric.name(), Set.of())))
                .toList();
    }

    private static String row(MetricDefinition metric, Set<String> values) {
        String label = metric.label().isEmpty() ? "–" : "`" + metric.label() + "`";
        if (!metric.label().isEmpty() && !values.isEmpty()) {
            label += ": " + String.join(", ", values);
        }
        String unit = metric.unit().isEmpty() ? "–" : metric.unit();
        return "| `" + metric.name() + "` | " + metric.type().name().toLowerCase() + " | " + unit + " | " + label
                + " | " + metric.meaning() + " |";
    }

    /** One row for each metric of the JVM that runs this. */
    static Set<String> jvmRows() throws IOException {
        Set<String> rows = new TreeSet<>();
        String name = "";
        String help = "";
        for (String line : jvmText().split("\n")) {
            Matcher described = HELP.matcher(line);
            Matcher typed = TYPE.matcher(line);
            if (described.matches()) {
                name = described.group(1);
                help = described.group(2);
            } else if (typed.matches()) {
                String meaning = typed.group(1).equals(name) ? help : "";
                rows.add("| `" + typed.group(1) + "` | " + typed.group(2) + " | " + meaning + " |");
            }
        }
        return rows;
    }

    private static String jvmText() throws IOException {
        try (MeterBinding binding = new MeterBinding()) {
            binding.bindJvm();
            return text(binding);
        }
    }

    static String text(MeterBinding binding) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        binding.write(body, MeterBinding.TEXT);
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The names of all series that the page describes, those of histograms with their endings. */
    static Set<String> series(List<String> lines) {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            Matcher row = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\|.*").matcher(line);
            if (row.matches()) {
                List<String> endings = switch (row.group(2)) {
                    case "histogram" -> List.of("_bucket", "_sum", "_count");
                    case "summary" -> List.of("_sum", "_count");
                    default -> List.of("");
                };
                endings.forEach(ending -> names.add(row.group(1) + ending));
            }
        }
        return names;
    }

    /** The page with its tables made anew. */
    static String renewed(List<String> lines) throws IOException {
        List<String> jvm = new ArrayList<>(jvmRows());
        List<String> renewed = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("| `heliograph_")) {
                continue;
            }
            if (line.startsWith("| `")) {
                jvm.add(line);
                continue;
            }
            renewed.add(line);
            if (line.startsWith("| --- | --- | --- | --- |")) {
                renewed.addAll(ownRows());
            } else if (line.startsWith("| --- |")) {
                renewed.add("JVM");
            }
        }
        String rows = jvm.stream().distinct().sorted().collect(Collectors.joining("\n"));
        return String.join("\n", renewed).replace("\nJVM", "\n" + rows) + "\n";
    }
}
