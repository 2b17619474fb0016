package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** Something that goes wrong, until it is resolved. */
@Entity
@Table(name = "incident")
public class Incident extends Notice {
    private String severity = "";

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    /** For the persistence provider. */
    protected Incident() {}

    public Incident(String id, String statusPageId, Instant now) {
        super(id, statusPageId, now);
    }

    public String getSeverity() {
        return severity;
    }

    void setSeverity(String severity) {
        this.severity = severity;
    }

    /** Null while it lasts. */
    public Instant getResolvedAt() {
        return resolvedAt;
    }

    @Override
    protected void setClosedAt(Instant closedAt) {
        resolvedAt = closedAt;
    }
}
