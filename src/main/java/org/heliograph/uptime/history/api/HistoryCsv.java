package org.heliograph.uptime.history.api;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.text.CsvEncoder;

/** A history as CSV, with the columns of the stock server's reports. */
final class HistoryCsv {
    private static final List<String> HEADER =
            List.of("Timestamp", "Uptime (%)", "Latency Min (ms)", "Latency Max (ms)", "Latency Avg (ms)");

    private HistoryCsv() {}

    /** @param history as {@link HistoryReader} returns it */
    static String of(JsonObject history) {
        List<String> header = new ArrayList<>(HEADER);
        List<String> fields =
                new ArrayList<>(List.of("timestamp", "uptime", "latency_min", "latency_max", "latency_avg"));
        JsonObject metrics = history.getJsonObject("customMetrics");
        if (metrics != null) {
            metrics.forEach((name, metric) -> {
                for (String statistic : List.of("Min", "Max", "Avg")) {
                    fields.add(name + '_' + statistic.toLowerCase(java.util.Locale.ROOT));
                    header.add(heading(metric.asJsonObject(), statistic));
                }
            });
        }
        StringBuilder text = new StringBuilder(CsvEncoder.line(header.stream())).append('\n');
        for (JsonObject point : history.getJsonArray("data").getValuesAs(JsonObject.class)) {
            text.append(CsvEncoder.line(fields.stream().map(point::get))).append('\n');
        }
        return text.toString();
    }

    /** {@code Players Min (players)}; without a name the metric's id, without a unit no brackets. */
    private static String heading(JsonObject metric, String statistic) {
        String name = metric.getString("name", "");
        String unit = metric.getString("unit", "");
        String text = (name.isEmpty() ? metric.getString("id", "") : name) + ' ' + statistic;
        return unit.isEmpty() ? text : text + " (" + unit + ")";
    }
}
