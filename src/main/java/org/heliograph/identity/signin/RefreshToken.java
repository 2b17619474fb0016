package org.heliograph.identity.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A refresh token, stored as its hash. Each use creates the next token of its family, which begins with one sign-in. A used
 * token is kept until it expires, so that its second use is detected.
 */
@Entity
@Table(name = "refresh_token")
public class RefreshToken {
    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "account_id")
    private String accountId;

    private String family;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private Instant usedAt;

    /** For the persistence provider. */
    protected RefreshToken() {}

    RefreshToken(String tokenHash, String accountId, String family, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.family = family;
        this.expiresAt = expiresAt;
    }
}
