package org.heliograph.uptime.history.api;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.json.JsonNumbers;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.monitor.Monitor;

/** A report as CSV (RFC 4180). No cell is a formula to a spreadsheet. */
final class CsvReport {
    private static final List<String> HEADER = List.of(
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

    private static final double SECOND = 1000;

    private final StringBuilder text = new StringBuilder();

    CsvReport() {
        line(HEADER.stream());
    }

    /** Appends the line of a day. */
    void add(Monitor monitor, Bucket day) {
        MetricStats latency = day.latency();
        Double average = latency.average();
        line(Stream.of(
                day.start().atZone(ZoneOffset.UTC).toLocalDate(),
                withoutFormula(monitor.getId()),
                withoutFormula(monitor.getName()),
                Objects.requireNonNullElse(day.totals().percent(), ""),
                day.totals().up() / SECOND,
                day.totals().down() / SECOND,
                day.pulses(),
                Objects.requireNonNullElse(latency.min(), ""),
                average == null ? "" : JsonNumbers.rounded(average),
                Objects.requireNonNullElse(latency.max(), "")));
    }

    String text() {
        return text.toString();
    }

    private void line(Stream<?> cells) {
        text.append(cells.map(String::valueOf).map(CsvReport::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** A spreadsheet evaluates a cell that begins like this, unless an apostrophe precedes it. */
    static String withoutFormula(String cell) {
        return cell.matches("(?s)[=+\\-@\\t\\r\\n].*") ? "'" + cell : cell;
    }

    /** A cell in quotes, where it needs them. */
    static String quoted(String cell) {
        return cell.matches("(?s).*[\",\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
