package org.heliograph.uptime.history.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.json.Numbers;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.status.GroupUptime;

/** Histories as readers get them (docs/status-pages.md). */
final class HistoryJson {

    private HistoryJson() {}

    static JsonArray points(List<HistoryPoint> points) {
        JsonArrayBuilder array = JsonText.array();
        for (HistoryPoint point : points) {
            JsonObjectBuilder json = JsonText.object().add("timestamp", Timestamps.format(point.start()));
            Numbers.add(json, "uptime", point.uptime());
            add(json, "latency", point.latency());
            for (int i = 0; i < point.customs().size(); i++) {
                if (point.customs().get(i).count() > 0) {
                    add(json, "custom" + (i + 1), point.customs().get(i));
                }
            }
            array.add(json);
        }
        return array.build();
    }

    private static void add(JsonObjectBuilder json, String name, MetricStats measure) {
        Double average = measure.average();
        Numbers.add(json, name + "_min", measure.min());
        Numbers.add(json, name + "_max", measure.max());
        Numbers.add(json, name + "_avg", average == null ? null : GroupUptime.rounded(average));
    }

    /** The custom metrics of a monitor under the names that they have in its points. */
    static JsonObject metrics(Monitor monitor) {
        JsonObjectBuilder metrics = JsonText.object();
        for (int number = 1; number <= Monitor.METRICS; number++) {
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null) {
                metrics.add("custom" + number, metric.json());
            }
        }
        return metrics.build();
    }
}
