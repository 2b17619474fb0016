package org.heliograph.alert;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/** Collects alerts that were raised or resolved; the log tells them once the transaction has committed. */
public class AlertListener {
    /** Where every alert of the installation is told. */
    public static final Topic TOPIC = new Topic("alerts", "alerts");

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(Alert alert) {
        tell("alert.created", alert);
        if (alert.isResolved()) {
            // raised and resolved by one batch of reports
            tell("alert.resolved", alert);
        }
        alert.remember();
    }

    @PostUpdate
    void updated(Alert alert) {
        if (alert.isResolved() && alert.stored() != AlertStatus.RESOLVED) {
            tell("alert.resolved", alert);
        }
        alert.remember();
    }

    private void tell(String event, Alert alert) {
        log.publish(TOPIC, event, payload(event, alert));
    }

    /** The whole frame of the wall screens, in their order (docs/alerts.md). */
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
