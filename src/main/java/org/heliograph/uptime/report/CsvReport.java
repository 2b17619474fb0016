package org.heliograph.uptime.report;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.status.GroupUptime;

/** Lines of CSV (RFC 4180) that a spreadsheet takes for text and numbers, never for formulas. */
final class CsvReport {
    private static final List<String> HEAD = List.of(
            "date",
            "monitor_id",
            "monitor",
            "uptime_percent",
            "up_seconds",
            "down_seconds",
            "pulses",
            "latency_min_ms",
            "latency_avg_ms",
            "latency_max_ms");

    private static final double MILLIS = 1000;

    private final StringBuilder text = new StringBuilder();

    CsvReport() {
        line(HEAD.stream());
    }

    void add(Monitor monitor, Bucket day) {
        MetricStats latency = day.latency();
        Double average = latency.average();
        line(Stream.of(
                day.start().atZone(ZoneOffset.UTC).toLocalDate(),
                safe(monitor.getId()),
                safe(monitor.getName()),
                Objects.requireNonNullElse(day.tally().percent(), ""),
                day.tally().up() / MILLIS,
                day.tally().down() / MILLIS,
                day.pulses(),
                Objects.requireNonNullElse(latency.min(), ""),
                average == null ? "" : GroupUptime.rounded(average),
                Objects.requireNonNullElse(latency.max(), "")));
    }

    String text() {
        return text.toString();
    }

    private void line(Stream<?> cells) {
        text.append(cells.map(String::valueOf).map(CsvReport::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** A spreadsheet evaluates what begins like this; an apostrophe makes it text. */
    static String safe(String cell) {
        return cell.matches("(?s)[=+\\-@\\t\\r\\n].*") ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
