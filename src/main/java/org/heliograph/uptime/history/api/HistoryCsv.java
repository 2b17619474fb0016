package org.heliograph.uptime.history.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A history as CSV, with the columns of the stock server's reports. No cell is a formula to a spreadsheet. */
final class HistoryCsv {
    private static final String HEADER = "Timestamp,Uptime (%),Latency Min (ms),Latency Max (ms),Latency Avg (ms)";

    private HistoryCsv() {}

    /** @param history as {@link HistoryReader} returns it */
    static String of(JsonObject history) {
        StringBuilder text = new StringBuilder(HEADER);
        List<String> fields =
                new ArrayList<>(List.of("timestamp", "uptime", "latency_min", "latency_max", "latency_avg"));
        JsonObject metrics = history.getJsonObject("customMetrics");
        if (metrics != null) {
            metrics.forEach((name, metric) -> {
                for (String statistic : List.of("Min", "Max", "Avg")) {
                    fields.add(name + '_' + statistic.toLowerCase(java.util.Locale.ROOT));
                    text.append(',').append(heading(metric.asJsonObject(), statistic));
                }
            });
        }
        text.append('\n');
        for (JsonObject point : history.getJsonArray("data").getValuesAs(JsonObject.class)) {
            text.append(fields.stream().map(point::get).map(HistoryCsv::cell).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    /** {@code Players Min (players)}; without a name the metric's id, without a unit no brackets. */
    private static String heading(JsonObject metric, String statistic) {
        String name = metric.getString("name", "");
        String unit = metric.getString("unit", "");
        String text = (name.isEmpty() ? metric.getString("id", "") : name) + ' ' + statistic;
        return CsvReport.quoted(CsvReport.withoutFormula(unit.isEmpty() ? text : text + " (" + unit + ")"));
    }

    private static String cell(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }
}
