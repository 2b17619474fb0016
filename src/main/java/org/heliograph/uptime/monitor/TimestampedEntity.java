package org.heliograph.uptime.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** The columns that monitors, groups, status pages and notices share: the id and the times of writing. */
@MappedSuperclass
public abstract class TimestampedEntity {
    @Id
    private String id;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected TimestampedEntity() {}

    protected TimestampedEntity(String id, Instant now) {
        this.id = id;
        createdAt = now;
        updatedAt = now;
    }

    public String getId() {
        return id;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** When an administrator, or a scheduled transition, last changed it; at first the time of creation. */
    public Instant getUpdatedAt() {
        return updatedAt;
    }

    public void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }
}
