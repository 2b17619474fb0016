package org.heliograph.uptime.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;

/** Monitors and groups as administrators see them. */
final class MonitorJson {
    private MonitorJson() {}

    static JsonObject of(Monitor monitor) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", monitor.getId())
                .add("name", monitor.getName())
                .add("token", monitor.getToken())
                .add("interval", monitor.getIntervalSeconds())
                .add("maxRetries", monitor.getMaxRetries())
                .add("resendNotification", monitor.getResendNotification())
                .add("children", IdList.json(monitor.getChildren()))
                .add("dependencies", IdList.json(monitor.getDependencies()));
        for (int number = 1; number <= Monitor.METRICS; number++) {
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null) {
                json.add("custom" + number, metric.json());
            }
        }
        return json.add("created_at", Timestamps.format(monitor.getCreatedAt()))
                .add("updated_at", Timestamps.format(monitor.getUpdatedAt()))
                .build();
    }

    static JsonObject of(MonitorGroup group) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", group.getId())
                .add("name", group.getName())
                .add("strategy", group.getStrategy().text());
        if (group.getDegradedThreshold() != null) {
            json.add("degradedThreshold", group.getDegradedThreshold());
        }
        return json.add("children", IdList.json(group.getChildren()))
                .add("created_at", Timestamps.format(group.getCreatedAt()))
                .add("updated_at", Timestamps.format(group.getUpdatedAt()))
                .build();
    }
}
