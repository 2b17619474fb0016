package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.TimestampedEntity;

/** An incident or a maintenance on a status page, with a timeline of updates. Its status is that of the newest update. */
@MappedSuperclass
public abstract class Notice extends TimestampedEntity {
    @Column(name = "status_page_id", updatable = false)
    private String statusPageId;

    private String title = "";
    private String status = "";

    @Column(name = "affected_monitors")
    private String affectedMonitors = "[]";

    @Column(name = "suppress_notifications")
    private boolean suppressNotifications = true;

    @Column(name = "closed_at")
    private Instant closedAt;

    /** For the persistence provider. */
    protected Notice() {}

    protected Notice(String id, String statusPageId, Instant now) {
        super(id, now);
        this.statusPageId = statusPageId;
    }

    abstract NoticeType type();

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

    /** Ids of the monitors and groups that it affects. */
    public List<String> getAffectedMonitors() {
        return IdList.parse(affectedMonitors);
    }

    void setAffectedMonitors(List<String> ids) {
        affectedMonitors = IdList.text(ids);
    }

    /** Whether {@code monitor-still-down} is not sent for affected monitors while it is open. */
    public boolean isSuppressNotifications() {
        return suppressNotifications;
    }

    void setSuppressNotifications(boolean suppressNotifications) {
        this.suppressNotifications = suppressNotifications;
    }

    /** When it was resolved, completed or cancelled; null while it is open. */
    public Instant getClosedAt() {
        return closedAt;
    }

    /**
     * Takes its status and the time of its closing from its timeline. It is closed by the first of the updates, up to the newest,
     * that all have a closing status.
     *
     * @param timeline its updates, oldest first; not empty
     */
    void apply(List<? extends NoticeUpdate> timeline) {
        status = timeline.get(timeline.size() - 1).getStatus();
        closedAt = null;
        for (NoticeUpdate update : timeline) {
            if (!type().closingStatuses().contains(update.getStatus())) {
                closedAt = null;
            } else if (closedAt == null) {
                closedAt = update.getCreatedAt();
            }
        }
    }
}
