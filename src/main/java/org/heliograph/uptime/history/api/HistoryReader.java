package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.group.GroupHistoryService;
import org.heliograph.uptime.history.HistoryScale;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;

/** The histories of monitors and groups as clients get them. Access is checked by the callers. */
@ApplicationScoped
public class HistoryReader {
    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryService histories;

    @Inject
    private GroupHistoryService groupHistories;

    /** @param group whether the id is that of a group, or else of a monitor @throws ApiException 404 without such a one */
    JsonObject read(boolean group, String id, HistoryScale scale) {
        return group ? ofGroup(id, scale) : ofMonitor(id, scale);
    }

    private JsonObject ofMonitor(String id, HistoryScale scale) {
        Monitor monitor = monitors.find(id).orElseThrow(() -> ApiException.notFound("There is no such monitor."));
        List<HistoryPoint> points =
                histories.ofMonitor(id, scale).stream().map(HistoryPoint::of).toList();
        return JsonText.object()
                .add("monitorId", id)
                .add("type", scale.text())
                .add("data", json(points))
                .add("customMetrics", customMetrics(monitor))
                .build();
    }

    private JsonObject ofGroup(String id, HistoryScale scale) {
        MonitorGroup group = monitors.findGroup(id).orElseThrow(() -> ApiException.notFound("There is no such group."));
        List<HistoryPoint> points = groupHistories.read(group, scale).stream()
                .map(HistoryPoint::ofGroup)
                .toList();
        return JsonText.object()
                .add("groupId", id)
                .add("type", scale.text())
                .add("strategy", group.getStrategy().text())
                .add("data", json(points))
                .build();
    }

    private static JsonArrayBuilder json(List<HistoryPoint> points) {
        JsonArrayBuilder array = JsonText.array();
        points.forEach(point -> array.add(point.json()));
        return array;
    }

    /** The custom metrics of a monitor, by the names that their values have in its points. */
    private static JsonObjectBuilder customMetrics(Monitor monitor) {
        JsonObjectBuilder metrics = JsonText.object();
        for (int number = 1; number <= Monitor.METRICS; number++) {
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null) {
                metrics.add("custom" + number, metric.json());
            }
        }
        return metrics;
    }
}
