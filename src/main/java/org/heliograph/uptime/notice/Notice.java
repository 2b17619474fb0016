package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.monitor.IdList;

/** Something that a status page says about what it shows: an incident or a maintenance. Its status is its newest update's. */
@MappedSuperclass
public abstract class Notice {
    @Id
    private String id;

    @Column(name = "status_page_id", updatable = false)
    private String statusPageId;

    private String title = "";
    private String status = "";

    @Column(name = "affected_monitors")
    private String affectedMonitors = "[]";

    @Column(name = "suppress_notifications")
    private boolean suppressNotifications = true;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected Notice() {}

    protected Notice(String id, String statusPageId, Instant now) {
        this.id = id;
        this.statusPageId = statusPageId;
        createdAt = now;
        updatedAt = now;
    }

    public String getId() {
        return id;
    }

    public String getStatusPageId() {
        return statusPageId;
    }

    public String getTitle() {
        return title;
    }

    void setTitle(String title) {
        this.title = title;
    }

    public String getStatus() {
        return status;
    }

    void setStatus(String status) {
        this.status = status;
    }

    /** Ids of the monitors and groups that it is about. */
    public List<String> getAffectedMonitors() {
        return IdList.parse(affectedMonitors);
    }

    void setAffectedMonitors(List<String> ids) {
        affectedMonitors = IdList.text(ids);
    }

    /** Whether it is not repeated, as long as it lasts, that what it is about is down. */
    public boolean isSuppressNotifications() {
        return suppressNotifications;
    }

    void setSuppressNotifications(boolean suppressNotifications) {
        this.suppressNotifications = suppressNotifications;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }

    /** When it ended: was resolved, completed or cancelled. */
    protected abstract void setClosedAt(Instant closedAt);
}
