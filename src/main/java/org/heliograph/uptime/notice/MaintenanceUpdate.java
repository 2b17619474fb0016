package org.heliograph.uptime.notice;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** An update of a maintenance. */
@Entity
@Table(name = "maintenance_update")
@AttributeOverride(name = "noticeId", column = @Column(name = "maintenance_id", updatable = false))
public class MaintenanceUpdate extends NoticeUpdate {
    /** For the persistence provider. */
    protected MaintenanceUpdate() {}

    public MaintenanceUpdate(String id, String maintenanceId, int ordinal, String status, String message, Instant now) {
        super(id, maintenanceId, ordinal, status, message, now);
    }
}
