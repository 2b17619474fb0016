package org.heliograph.machine;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** What is recorded about how an entity came to be and was changed. */
@MappedSuperclass
public abstract class EnrolledEntity {
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Embedded
    private Enrolment enrolment;

    /** For the persistence provider. */
    protected EnrolledEntity() {}

    EnrolledEntity(Instant now) {
        createdAt = now;
        updatedAt = now;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Time of the last change by a person or the agent. Routine heartbeats and the cleanup do not change it. */
    public Instant getUpdatedAt() {
        return updatedAt;
    }

    public void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }

    /** By what it was registered or added last; null for one from before this was recorded. */
    public Enrolment getEnrolment() {
        return enrolment;
    }

    public void setEnrolment(Enrolment enrolment) {
        this.enrolment = enrolment;
    }
}
