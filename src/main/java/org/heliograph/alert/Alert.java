package org.heliograph.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;

/** Something at a site that needs attention. The site never changes; severity and message follow its source's reports. */
@Entity
@Table(name = "alert")
@EntityListeners(AlertListener.class)
public class Alert {
    /** How exact {@link #getReportedAt} is: a group that is sent every few seconds must not write a row each time. */
    static final Duration REPORT_PRECISION = Duration.ofSeconds(1);

    @Id
    private String id;

    @Column(updatable = false)
    private String site;

    private Severity severity;
    private String message;
    private String link;
    private AlertStatus status;

    @Column(updatable = false)
    private String source;

    @Column(name = "event_id")
    private String eventId;

    @Column(updatable = false)
    private boolean demo;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "previous_started_at", updatable = false)
    private Instant previousStartedAt;

    @Column(name = "reported_at")
    private Instant reportedAt;

    @Column(name = "ended_by_source")
    private boolean endedBySource;

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
    private StoredAlert stored;

    /** For the persistence provider. */
    protected Alert() {}

    /** Opens an alert. */
    public Alert(String id, AlertRequest alert, AlertSource alertSource, Instant now) {
        this.id = id;
        site = alert.site();
        severity = alert.severity();
        message = alert.message();
        link = alert.link().orElse(null);
        status = AlertStatus.OPEN;
        source = alertSource.source();
        eventId = alertSource.eventId();
        startedAt = alertSource.startedAt();
        reportedAt = eventId == null ? null : now;
        demo = alertSource.demo();
        createdAt = now;
        updatedAt = now;
    }

    /** Opens the alert of an event that occurs again. @param previous the alert of the occurrence before */
    public Alert(String id, AlertRequest alert, AlertSource alertSource, Instant now, Alert previous) {
        this(id, alert, alertSource, now);
        previousStartedAt = alertSource.latestBefore(previous.startedAt, previous.previousStartedAt);
    }

    /** What the database has of it; null before the first insert. */
    StoredAlert stored() {
        return stored;
    }

    @PostLoad
    void rememberStored() {
        stored = new StoredAlert(status, severity, message);
    }

    /** Updates severity, message and link from a report of the source; it counts as a change when severity or message differ. */
    public void update(AlertRequest report, Instant now) {
        link = report.link().orElse(null);
        if (severity != report.severity() || !message.equals(report.message())) {
            severity = report.severity();
            message = report.message();
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

    /**
     * Notes that the source has reported the event again. The latest start that the source names is kept.
     *
     * @param start when it began according to this report; null when unknown
     */
    public void repeat(Instant start, Instant now) {
        if (start != null && (startedAt == null || start.isAfter(startedAt))) {
            startedAt = start;
        }
        if (reportedAt == null || now.isAfter(reportedAt.plus(REPORT_PRECISION))) {
            reportedAt = now;
        }
    }

    /** Notes that the event has ended according to its source, and resolves the alert unless it is resolved. */
    public void endBySource(Instant now) {
        endedBySource = true;
        resolve(source, now);
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

    /** Where its source shows it; null for none. */
    public String getLink() {
        return link;
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

    /** The latest start of an earlier occurrence of the event; null when unknown. */
    public Instant getPreviousStartedAt() {
        return previousStartedAt;
    }

    /** When the source last reported that the event goes on, to {@link #REPORT_PRECISION}; else when the alert last changed. */
    public Instant getReportedAt() {
        return reportedAt == null ? updatedAt : reportedAt;
    }

    /** Whether the source has reported the end of the event; a user may have resolved the alert before. */
    public boolean isEndedBySource() {
        return endedBySource;
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
