package org.heliograph.uptime.notice;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

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
}
