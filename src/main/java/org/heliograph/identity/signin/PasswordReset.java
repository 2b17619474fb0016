package org.heliograph.identity.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A one-time link with which an account gets a new password. Its token is stored as a hash; an account has one link at most. */
@Entity
@Table(name = "password_reset")
public class PasswordReset {
    /** In the place of the creator: only who reads the mailbox of the account has the link. */
    static final String MAILED = "(mailed)";

    @Id
    @Column(name = "account_id")
    private String accountId;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected PasswordReset() {}

    PasswordReset(String accountId, String tokenHash, String createdBy, Instant createdAt, Instant expiresAt) {
        this.accountId = accountId;
        this.tokenHash = tokenHash;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    Instant getCreatedAt() {
        return createdAt;
    }

    /** Whether it was sent to the mailbox of its account, so that its holder proves the address. */
    boolean isMailed() {
        return MAILED.equals(createdBy);
    }
}
