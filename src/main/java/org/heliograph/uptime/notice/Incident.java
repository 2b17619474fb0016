package org.heliograph.uptime.notice;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A failure that is reported on a status page until it is resolved. */
@Entity
@Table(name = "incident")
@AttributeOverride(name = "closedAt", column = @Column(name = "resolved_at"))
public class Incident extends Notice {
    private String severity = "";

    /** For the persistence provider. */
    protected Incident() {}

    public Incident(String id, String statusPageId, Instant now) {
        super(id, statusPageId, now);
    }

    @Override
    NoticeType type() {
        return NoticeType.INCIDENT;
    }

    /** {@code minor}, {@code major} or {@code critical}. */
    public String getSeverity() {
        return severity;
    }

    void setSeverity(String severity) {
        this.severity = severity;
    }
}
