package org.heliograph.uptime.notice;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.heliograph.uptime.recurrence.Occurrence;
import org.heliograph.uptime.recurrence.Recurrence;

/** Scheduled work that is announced on a status page. */
@Entity
@Table(name = "maintenance")
@AttributeOverride(name = "closedAt", column = @Column(name = "completed_at"))
public class Maintenance extends Notice {
    static final String SCHEDULED = "scheduled";
    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";
    static final String CANCELLED = "cancelled";

    @Column(name = "scheduled_start")
    private Instant scheduledStart;

    @Column(name = "scheduled_end")
    private Instant scheduledEnd;

    /** Of a series only, as are the following. */
    @Column(name = "series_id")
    private String seriesId;

    @Column(name = "occurrence_at")
    private Instant occurrenceAt;

    private String recurrence;

    @Column(name = "changed_alone")
    private boolean changedAlone;

    /** For the persistence provider. */
    protected Maintenance() {}

    public Maintenance(String id, String statusPageId, Instant now) {
        super(id, statusPageId, now);
    }

    @Override
    NoticeType type() {
        return NoticeType.MAINTENANCE;
    }

    /** When it is started, unless an administrator starts or cancels it before. */
    public Instant getScheduledStart() {
        return scheduledStart;
    }

    void setScheduledStart(Instant scheduledStart) {
        this.scheduledStart = scheduledStart;
    }

    /** When it is completed, after its start. */
    public Instant getScheduledEnd() {
        return scheduledEnd;
    }

    void setScheduledEnd(Instant scheduledEnd) {
        this.scheduledEnd = scheduledEnd;
    }

    /** The series of which it is an occurrence; null for a single maintenance. */
    String getSeriesId() {
        return seriesId;
    }

    /** When its rule has it begin. */
    Instant getOccurrenceAt() {
        return occurrenceAt;
    }

    /** The recurrence by which it was scheduled; null for a single maintenance. */
    Recurrence getRecurrence() {
        return recurrence == null ? null : Recurrence.parse(recurrence);
    }

    /** Makes it an occurrence, with its times. */
    void setOccurrence(MaintenanceSeries series, Occurrence occurrence) {
        seriesId = series.getId();
        recurrence = series.getRecurrence().json().toString();
        occurrenceAt = occurrence.start();
        scheduledStart = occurrence.start();
        scheduledEnd = occurrence.end();
    }

    /** Makes it a single maintenance. */
    void leaveSeries() {
        seriesId = null;
        recurrence = null;
        occurrenceAt = null;
    }

    /** Whether an administrator changed this occurrence alone: changes of the series leave it as it is. */
    boolean isChangedAlone() {
        return changedAlone;
    }

    void setChangedAlone(boolean changedAlone) {
        this.changedAlone = changedAlone;
    }
}
