package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what an expression of Prometheus names. */
final class PromQl {
    private static final Pattern SERIES =
            Pattern.compile("\\b((?:heliograph|jvm|process|system)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*[\"']([^\"']*)[\"']");
    /** Those that Prometheus adds, or that say what the JVM's metrics say. */
    private static final Set<String> LABELS = Set.of("instance", "job", "area", "le");

    private final Set<String> series;
    private final Map<String, String> labels = new LinkedHashMap<>();

    PromQl() throws IOException {
        List<String> page = Files.readAllLines(Path.of(MetricsDocument.FILE));
        series = MetricsDocument.series(page);
        for (String line : page) {
            String[] cells = line.split(" \\| ");
            if (line.startsWith("| `heliograph_")) {
                labels.put(cells[0].replaceAll("[|` ]", ""), cells[3]);
            }
        }
    }

    /** Fails unless the expression names a metric of the page, and only such, with labels and values that they have. */
    void check(String expression) {
        List<MatchResult> found = SERIES.matcher(expression).results().toList();
        assertThat(found).as(expression).isNotEmpty();
        for (MatchResult one : found) {
            assertThat(series).as(expression).contains(one.group(1));
            Matcher matcher = MATCHER.matcher(one.group(2) == null ? "" : one.group(2));
            while (matcher.find()) {
                checkLabel(one.group(1), matcher.group(1), matcher.group(2));
            }
        }
    }

    private void checkLabel(String metric, String label, String values) {
        if (LABELS.contains(label)) {
            return;
        }
        String documented =
                labels.getOrDefault(metric, labels.getOrDefault(metric.replaceFirst("_(bucket|sum|count)$", ""), ""));
        assertThat(documented).as(metric + " by " + label).startsWith("`" + label + "`");
        int colon = documented.indexOf(": ");
        if (colon > 0) {
            List<String> known = List.of(documented.substring(colon + 2).split(", "));
            for (String value : values.split("\\|")) {
                assertThat(known).as(metric + " by " + label).anyMatch(one -> one.matches(value));
            }
        }
    }
}
