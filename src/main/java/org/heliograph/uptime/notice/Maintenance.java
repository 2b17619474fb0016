package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** Work that is announced. */
@Entity
@Table(name = "maintenance")
public class Maintenance extends Notice {
    @Column(name = "scheduled_start")
    private Instant scheduledStart;

    @Column(name = "scheduled_end")
    private Instant scheduledEnd;

    @Column(name = "completed_at")
    private Instant completedAt;

    /** For the persistence provider. */
    protected Maintenance() {}

    public Maintenance(String id, String statusPageId, Instant now) {
        super(id, statusPageId, now);
    }

    /** When it is to begin. */
    public Instant getScheduledStart() {
        return scheduledStart;
    }

    void setScheduledStart(Instant scheduledStart) {
        this.scheduledStart = scheduledStart;
    }

    /** When it is to be completed; after its begin. */
    public Instant getScheduledEnd() {
        return scheduledEnd;
    }

    void setScheduledEnd(Instant scheduledEnd) {
        this.scheduledEnd = scheduledEnd;
    }

    /** When it was completed or cancelled; null before. */
    public Instant getCompletedAt() {
        return completedAt;
    }

    @Override
    protected void setClosedAt(Instant closedAt) {
        completedAt = closedAt;
    }
}
