package org.heliograph.operations.start;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What {@code heliograph.admin.reset} has last done for an e-mail address. */
@Entity
@Table(name = "administrator_reset")
public class AppliedReset {
    @Id
    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "applied_at")
    private Instant appliedAt;

    /** For the persistence provider. */
    protected AppliedReset() {}

    AppliedReset(String email) {
        this.email = email;
    }

    void apply(String hash, Instant now) {
        passwordHash = hash;
        appliedAt = now;
    }

    String getPasswordHash() {
        return passwordHash;
    }

    Instant getAppliedAt() {
        return appliedAt;
    }
}
