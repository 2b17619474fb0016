package org.heliograph.alert.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.heliograph.alert.Alert;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** Alerts as JSON in REST responses. */
final class AlertJson {
    private AlertJson() {}

    static JsonObject of(Alert alert) {
        return JsonText.object()
                .add("id", alert.getId())
                .add("site", alert.getSite())
                .add("severity", alert.getSeverity().text())
                .add("message", alert.getMessage())
                .add("status", alert.getStatus().text())
                .add("source", alert.getSource())
                .add("link", text(alert.getLink()))
                .add("created_at", time(alert.getCreatedAt()))
                .add("updated_at", time(alert.getUpdatedAt()))
                .add("acknowledged_at", time(alert.getAcknowledgedAt()))
                .add("acknowledged_by", text(alert.getAcknowledgedBy()))
                .add("resolved_at", time(alert.getResolvedAt()))
                .add("resolved_by", text(alert.getResolvedBy()))
                .build();
    }

    private static JsonValue time(Instant instant) {
        return instant == null ? JsonValue.NULL : text(Timestamps.format(instant));
    }

    private static JsonValue text(String text) {
        return JsonText.value(text);
    }
}
