package org.heliograph.identity.limit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** The consecutive failures of a subject, which lock it when they are too many. */
@Entity
@Table(name = "sign_in_failure")
public class SignInFailure {
    @Id
    private String subject;

    private int failures;

    @Column(name = "locked_until")
    private Instant lockedUntil;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected SignInFailure() {}

    SignInFailure(String subject) {
        this.subject = subject;
    }

    String getSubject() {
        return subject;
    }

    /** The end of the lock; null when there is none, or when it is over. */
    Instant lockedAt(Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now) ? lockedUntil : null;
    }

    /** Counts a failure. After a lock the count begins anew. */
    void count(Instant now, int mostFailures, Duration lock) {
        failures = lockedUntil == null ? failures + 1 : 1;
        lockedUntil = failures >= mostFailures ? now.plus(lock) : null;
        updatedAt = now;
    }
}
