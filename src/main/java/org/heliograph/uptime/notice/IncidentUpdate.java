package org.heliograph.uptime.notice;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** An update of an incident. */
@Entity
@Table(name = "incident_update")
@AttributeOverride(name = "noticeId", column = @Column(name = "incident_id", updatable = false))
public class IncidentUpdate extends NoticeUpdate {
    /** For the persistence provider. */
    protected IncidentUpdate() {}

    public IncidentUpdate(String id, String incidentId, int ordinal, String status, String message, Instant now) {
        super(id, incidentId, ordinal, status, message, now);
    }
}
