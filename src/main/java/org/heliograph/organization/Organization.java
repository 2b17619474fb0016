package org.heliograph.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An organisation, the owner of machines, auth keys and memberships. */
@Entity
@Table(name = "organization")
public class Organization {
    @Id
    private String id;

    private String name;

    private boolean demo;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For the persistence provider. */
    protected Organization() {}

    public Organization(String id, String name, boolean demo, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.demo = demo;
        this.createdAt = createdAt;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** Since when it is deleted, while a job deletes what it had; null for one that exists. */
    public Instant getDeletedAt() {
        return deletedAt;
    }

    public void delete(Instant now) {
        deletedAt = now;
    }

    /** Whether it belongs to the demo data, which is deleted when the demo is switched off. */
    public boolean isDemo() {
        return demo;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
