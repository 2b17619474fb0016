package org.heliograph.uptime.status;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonNumbers;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * A monitor or a group on a status page.
 *
 * @param status    as {@link States#FULL} clients get it
 * @param beneath   up, degraded, down or pending: without maintenances, and what is unknown is what it was last
 * @param message   why it is down, in the words of its report; null when nobody said why
 * @param since     for each {@link UptimeWindow}, when the witnessed time in it begins; null when it was witnessed from its start
 * @param latency   in milliseconds; 0 before the first pulse
 * @param lastCheck its newest pulse; null before the first
 * @param uptimes   in percent, for each {@link UptimeWindow}; null where nothing is known
 * @param metrics   its custom metrics; null for each that is not configured, empty for a group
 * @param children  the items beneath it
 */
public record StatusItem(
        String id,
        boolean isGroup,
        String name,
        MonitorStatus status,
        MonitorStatus beneath,
        String message,
        double latency,
        Instant lastCheck,
        Instant firstPulse,
        List<Double> uptimes,
        List<Instant> since,
        List<Metric> metrics,
        List<StatusItem> children) {
    /** A custom metric and its newest value; null before the first. */
    public record Metric(CustomMetric config, Double value) {}

    /**
     * Items as clients get them (docs/status-pages.md). The children of an item that has several places are listed at the first, since
     * groups that share children would multiply them with each level.
     */
    static JsonArrayBuilder json(List<StatusItem> items, States states) {
        return json(items, states, new HashSet<>());
    }

    private static JsonArrayBuilder json(List<StatusItem> items, States states, Set<String> listed) {
        JsonArrayBuilder array = JsonText.array();
        items.forEach(item -> array.add(item.json(states, listed)));
        return array;
    }

    /** The status in these states. */
    MonitorStatus status(States states) {
        return states == States.FULL ? status : beneath;
    }

    private JsonObjectBuilder json(States states, Set<String> listed) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", id)
                .add("type", isGroup ? "group" : "monitor")
                .add("name", name)
                .add("status", states == States.FULL ? status.text() : beneath.stockText());
        if (states == States.FULL && message != null) {
            json.add("message", message);
        }
        JsonNumbers.add(json, "latency", latency);
        add(json, "lastCheck", lastCheck);
        add(json, "firstPulse", firstPulse);
        for (UptimeWindow window : UptimeWindow.values()) {
            JsonNumbers.add(json, window.text(), uptimes.get(window.ordinal()));
        }
        if (states == States.FULL) {
            addSince(json);
        }
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            if (metric != null) {
                JsonObjectBuilder custom =
                        JsonText.object().add("config", metric.config().json());
                json.add("custom" + (i + 1), JsonNumbers.add(custom, "value", metric.value()));
            }
        }
        if (isGroup || !children.isEmpty()) {
            json.add("children", json(listed.add(id) ? children : List.of(), states, listed));
        }
        return json;
    }

    private void addSince(JsonObjectBuilder json) {
        JsonObjectBuilder later = JsonText.object();
        for (UptimeWindow window : UptimeWindow.values()) {
            Instant time = since.get(window.ordinal());
            if (time != null) {
                later.add(window.text(), Timestamps.format(time));
            }
        }
        json.add("since", later);
    }

    private static void add(JsonObjectBuilder json, String name, Instant time) {
        if (time == null) {
            json.addNull(name);
        } else {
            json.add(name, Timestamps.format(time));
        }
    }
}
