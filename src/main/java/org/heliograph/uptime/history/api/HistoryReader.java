package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;

/** The histories of monitors and groups as clients get them, whoever may read them. */
@ApplicationScoped
public class HistoryReader {
    /** The scales, as paths and responses name them. */
    static final String RAW = "raw";

    static final String HOURLY = "hourly";
    static final String DAILY = "daily";

    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryService histories;

    /**
     * Reads a history.
     *
     * @param group whether the id is that of a group, or else of a monitor
     * @param scale {@link #RAW}, {@link #HOURLY} or {@link #DAILY}
     * @throws ApiException 404 without such a monitor or group
     */
    JsonObject read(boolean group, String id, String scale) {
        Function<String, List<Bucket>> read = switch (scale) {
            case HOURLY -> histories::hourly;
            case DAILY -> histories::daily;
            default -> histories::raw;
        };
        return group ? ofGroup(id, scale, read) : ofMonitor(id, scale, read);
    }

    private JsonObject ofMonitor(String id, String type, Function<String, List<Bucket>> read) {
        Monitor monitor = monitors.find(id).orElseThrow(() -> ApiException.notFound("There is no such monitor."));
        return JsonText.object()
                .add("monitorId", id)
                .add("type", type)
                .add("data", json(points(id, read)))
                .add("customMetrics", customMetrics(monitor))
                .build();
    }

    private JsonObject ofGroup(String id, String type, Function<String, List<Bucket>> read) {
        MonitorGroup group = monitors.findGroup(id).orElseThrow(() -> ApiException.notFound("There is no such group."));
        return JsonText.object()
                .add("groupId", id)
                .add("type", type)
                .add("strategy", group.getStrategy().text())
                .add("data", json(points(group, read, new HashMap<>(), new HashSet<>())))
                .build();
    }

    private static List<HistoryPoint> points(String monitorId, Function<String, List<Bucket>> read) {
        return read.apply(monitorId).stream().map(HistoryPoint::of).toList();
    }

    /**
     * The points of a group, from those of its children.
     *
     * @param cache points of monitors that were read for this response already
     * @param above the groups on the path from the requested one; a group that contains itself is left out
     */
    private List<HistoryPoint> points(
            MonitorGroup group,
            Function<String, List<Bucket>> read,
            Map<String, List<HistoryPoint>> cache,
            Set<String> above) {
        List<List<HistoryPoint>> children = new ArrayList<>();
        above.add(group.getId());
        for (String child : group.getChildren()) {
            Optional<MonitorGroup> childGroup = monitors.findGroup(child);
            if (childGroup.isEmpty()) {
                children.add(cache.computeIfAbsent(child, monitorId -> points(monitorId, read)));
            } else if (!above.contains(child)) {
                children.add(points(childGroup.get(), read, cache, above));
            }
        }
        above.remove(group.getId());
        return HistoryPoint.combined(group.getStrategy(), children);
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
