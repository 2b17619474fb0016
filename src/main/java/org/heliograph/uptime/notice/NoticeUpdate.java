package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** An update in the timeline of a notice. Incidents and maintenances have one entity each, since each has its own table. */
@MappedSuperclass
public abstract class NoticeUpdate {
    @Id
    private String id;

    @Column(name = "notice_id", updatable = false)
    private String noticeId;

    private String status;
    private String message;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    private int ordinal;

    /** For the persistence provider. */
    protected NoticeUpdate() {}

    protected NoticeUpdate(String id, String noticeId, int ordinal, String status, String message, Instant now) {
        this.id = id;
        this.noticeId = noticeId;
        this.ordinal = ordinal;
        this.status = status;
        this.message = message;
        createdAt = now;
    }

    public String getId() {
        return id;
    }

    /** The id of its incident or maintenance. */
    public String getNoticeId() {
        return noticeId;
    }

    /** The status of the notice from this update on. */
    public String getStatus() {
        return status;
    }

    public String getMessage() {
        return message;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Its position in the timeline, rising by time of creation. */
    public int getOrdinal() {
        return ordinal;
    }
}
