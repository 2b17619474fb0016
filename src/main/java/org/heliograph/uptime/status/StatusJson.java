package org.heliograph.uptime.status;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.json.Numbers;
import org.heliograph.uptime.history.UptimeService;

/** A page's items as its readers get them (docs/status-pages.md). */
final class StatusJson {

    private StatusJson() {}

    static JsonArrayBuilder items(List<StatusItem> standings) {
        JsonArrayBuilder items = JsonText.array();
        standings.forEach(standing -> items.add(item(standing)));
        return items;
    }

    private static JsonObjectBuilder item(StatusItem standing) {
        JsonObjectBuilder item = JsonText.object()
                .add("id", standing.id())
                .add("type", standing.isGroup() ? "group" : "monitor")
                .add("name", standing.name())
                .add("status", standing.health().text());
        Numbers.add(item, "latency", standing.latency());
        addTime(item, "lastCheck", standing.lastCheck());
        addTime(item, "firstPulse", standing.firstPulse());
        List<String> windows = UptimeService.names();
        for (int i = 0; i < windows.size(); i++) {
            Numbers.add(item, windows.get(i), standing.uptimes().get(i));
        }
        for (int i = 0; i < standing.metrics().size(); i++) {
            StatusItem.Metric metric = standing.metrics().get(i);
            if (metric != null) {
                JsonObjectBuilder custom =
                        JsonText.object().add("config", metric.config().json());
                item.add("custom" + (i + 1), Numbers.add(custom, "value", metric.value()));
            }
        }
        if (standing.isGroup() || !standing.children().isEmpty()) {
            item.add("children", items(standing.children()));
        }
        return item;
    }

    private static void addTime(JsonObjectBuilder json, String name, Instant time) {
        if (time == null) {
            json.addNull(name);
        } else {
            json.add(name, Timestamps.format(time));
        }
    }
}
