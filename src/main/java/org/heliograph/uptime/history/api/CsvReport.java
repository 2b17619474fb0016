package org.heliograph.uptime.history.api;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.json.JsonNumbers;
import org.heliograph.text.CsvEncoder;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.monitor.Monitor;

/** A report as CSV. */
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
                monitor.getId(),
                monitor.getName(),
                day.totals().percent(),
                day.totals().up() / SECOND,
                day.totals().down() / SECOND,
                day.pulses(),
                latency.min(),
                average == null ? null : JsonNumbers.rounded(average),
                latency.max()));
    }

    String text() {
        return text.toString();
    }

    private void line(Stream<?> cells) {
        text.append(CsvEncoder.line(cells)).append("\r\n");
    }
}
