package org.heliograph.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;

/** Something at a site that needs attention. The site never changes; severity and message follow its source's reports. */
@Entity
@Table(name = "alert")
@EntityListeners(AlertListener.class)
public class Alert {
    @Id
    private String id;

    @Column(updatable = false)
    private String site;

    private Severity severity;
    private String message;
    private AlertStatus status;

    @Column(updatable = false)
    private String source;

    @Column(name = "event_id")
    private String eventId;

    @Column(updatable = false)
    private boolean demo;

    @Column(name = "started_at", updatable = false)
    private Instant startedAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "acknowledged_at")
    private Instant acknowledgedAt;

    @Column(name = "acknowledged_by")
    private String acknowledgedBy;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    @Column(name = "resolved_by")
    private String resolvedBy;

    @Transient
    private AlertStatus storedStatus;

    /** For the persistence provider. */
    protected Alert() {}

    /** Opens an alert. */
    public Alert(String id, AlertRequest alert, AlertSource alertSource, Instant now) {
        this.id = id;
        site = alert.site();
        severity = alert.severity();
        message = alert.message();
        status = AlertStatus.OPEN;
        source = alertSource.source();
        eventId = alertSource.eventId();
        startedAt = alertSource.startedAt();
        demo = alertSource.demo();
        createdAt = now;
        updatedAt = now;
    }

    /** The status in the database; null before the first insert. */
    AlertStatus storedStatus() {
        return storedStatus;
    }

    @PostLoad
    void rememberStoredStatus() {
        storedStatus = status;
    }

    /** Updates severity and message from a report of the source; no change when they are equal. */
    public void update(Severity newSeverity, String newMessage, Instant now) {
        if (severity != newSeverity || !message.equals(newMessage)) {
            severity = newSeverity;
            message = newMessage;
            updatedAt = now;
        }
    }

    /** Acknowledges an open alert; any other stays as it is. @param by the user's e-mail address or id */
    public void acknowledge(String by, Instant now) {
        if (status == AlertStatus.OPEN) {
            status = AlertStatus.ACKNOWLEDGED;
            acknowledgedAt = now;
            acknowledgedBy = by;
            updatedAt = now;
        }
    }

    /** Resolves the alert unless it is resolved. @param by the user's e-mail address or id, or the source */
    public void resolve(String by, Instant now) {
        if (!isResolved()) {
            status = AlertStatus.RESOLVED;
            resolvedAt = now;
            resolvedBy = by;
            updatedAt = now;
        }
    }

    /** Clears the event id, so that a new alert of the recurring event can use it. */
    public void detachEvent() {
        eventId = null;
    }

    public boolean isResolved() {
        return status == AlertStatus.RESOLVED;
    }

    public String getId() {
        return id;
    }

    public String getSite() {
        return site;
    }

    public Severity getSeverity() {
        return severity;
    }

    public String getMessage() {
        return message;
    }

    public AlertStatus getStatus() {
        return status;
    }

    public String getSource() {
        return source;
    }

    /** The source's id of the event; null when it gave none. */
    public String getEventId() {
        return eventId;
    }

    /** When it began according to its source; null when the source did not say. */
    public Instant getStartedAt() {
        return startedAt;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    public Instant getAcknowledgedAt() {
        return acknowledgedAt;
    }

    public String getAcknowledgedBy() {
        return acknowledgedBy;
    }

    public Instant getResolvedAt() {
        return resolvedAt;
    }

    public String getResolvedBy() {
        return resolvedBy;
    }
}
