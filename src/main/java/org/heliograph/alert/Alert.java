package org.heliograph.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;

/** Something at a site that people should know of. Its site stays; severity and message follow what its source reports. */
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
    private AlertStatus stored;

    /** For the persistence provider. */
    protected Alert() {}

    /** An open alert. @param origin where it comes from */
    public Alert(String id, AlertRequest alert, AlertSource origin, Instant now) {
        this.id = id;
        site = alert.site();
        severity = alert.severity();
        message = alert.message();
        status = AlertStatus.OPEN;
        source = origin.source();
        eventId = origin.eventId();
        startedAt = origin.startedAt();
        demo = origin.demo();
        createdAt = now;
        updatedAt = now;
    }

    /** The status that the database holds; null before the first insert. */
    AlertStatus stored() {
        return stored;
    }

    @PostLoad
    void remember() {
        stored = status;
    }

    /** Its source says it differently now. */
    public void report(Severity newSeverity, String newMessage, Instant now) {
        if (severity != newSeverity || !message.equals(newMessage)) {
            severity = newSeverity;
            message = newMessage;
            updatedAt = now;
        }
    }

    /** Somebody looks after it. Of an alert that is not open nothing changes. @param by who, as people call them */
    public void acknowledge(String by, Instant now) {
        if (status == AlertStatus.OPEN) {
            status = AlertStatus.ACKNOWLEDGED;
            acknowledgedAt = now;
            acknowledgedBy = by;
            updatedAt = now;
        }
    }

    /** It is over. Of an alert that is resolved nothing changes. @param by who or what says so */
    public void resolve(String by, Instant now) {
        if (!isResolved()) {
            status = AlertStatus.RESOLVED;
            resolvedAt = now;
            resolvedBy = by;
            updatedAt = now;
        }
    }

    /** Leaves its source's name for the event to another alert: the same trouble has come again. */
    public void release() {
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

    /** What its source calls the event; null when it has no name for it. */
    public String getEventId() {
        return eventId;
    }

    /** When its source says that it began; null when that was not said. */
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
