package org.heliograph.alert;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/** Publishes alerts that were opened or resolved; they are delivered after the commit. */
public class AlertListener {
    /** The topic of every alert of the installation. */
    public static final Topic TOPIC = new Topic("alerts", "alerts");

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(Alert alert) {
        publish("alert.created", alert);
        if (alert.isResolved()) {
            // opened and resolved within one batch
            publish("alert.resolved", alert);
        }
        alert.rememberStoredStatus();
    }

    @PostUpdate
    void updated(Alert alert) {
        if (alert.isResolved() && alert.storedStatus() != AlertStatus.RESOLVED) {
            publish("alert.resolved", alert);
        }
        alert.rememberStoredStatus();
    }

    private void publish(String event, Alert alert) {
        log.publish(TOPIC, event, payload(event, alert));
    }

    /** The frame of the wall, its fields in the documented order (docs/alerts.md). */
    static JsonObject payload(String event, Alert alert) {
        return JsonText.object()
                .add("id", alert.getId())
                .add("site", alert.getSite())
                .add("severity", alert.getSeverity().text())
                .add("message", alert.getMessage())
                .add("event", event)
                .build();
    }
}
