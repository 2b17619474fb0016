package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** A line in the timeline of a bulletin. */
@MappedSuperclass
public abstract class NoticeUpdate {
    @Id
    private String id;

    @Column(name = "bulletin_id", updatable = false)
    private String bulletinId;

    private String status;
    private String message;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    private int ordinal;

    /** For the persistence provider. */
    protected NoticeUpdate() {}

    protected NoticeUpdate(String id, String bulletinId, int ordinal, String status, String message, Instant now) {
        this.id = id;
        this.bulletinId = bulletinId;
        this.ordinal = ordinal;
        this.status = status;
        this.message = message;
        createdAt = now;
    }

    public String getId() {
        return id;
    }

    /** The bulletin whose timeline it is in. */
    public String getBulletinId() {
        return bulletinId;
    }

    /** What the bulletin's status became. */
    public String getStatus() {
        return status;
    }

    public String getMessage() {
        return message;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Its place in the timeline: the newest has the highest. */
    public int getOrdinal() {
        return ordinal;
    }
}
