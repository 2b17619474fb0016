package org.heliograph.alert;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/** Publishes what happens to alerts; it is delivered after the commit. */
public class AlertListener {
    private static final String CREATED = "alert.created";
    private static final String RESOLVED = "alert.resolved";
    private static final String ACKNOWLEDGED = "alert.acknowledged";
    private static final String UPDATED = "alert.updated";

    /** The topic of every alert of the installation. */
    public static final Topic TOPIC = new Topic("alerts", "alerts");

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(Alert alert) {
        publish(CREATED, alert);
        if (alert.isResolved()) {
            // opened and resolved within one batch
            publish(RESOLVED, alert);
        }
        alert.rememberStored();
    }

    @PostUpdate
    void updated(Alert alert) {
        StoredAlert before = alert.stored();
        if (alert.isResolved()) {
            if (before.status() != AlertStatus.RESOLVED) {
                publish(RESOLVED, alert);
            }
        } else if (before.status() == AlertStatus.OPEN && alert.getStatus() == AlertStatus.ACKNOWLEDGED) {
            publish(ACKNOWLEDGED, alert);
        } else if (before.differsInWords(alert)) {
            publish(UPDATED, alert);
        }
        alert.rememberStored();
    }

    /** Whether an event changes an alert that stays open, which only readers hear that ask for it: those of the seed know two events. */
    public static boolean isUpdate(String event) {
        return event.equals(ACKNOWLEDGED) || event.equals(UPDATED);
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
