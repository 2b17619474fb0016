package org.heliograph.identity.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A refresh token, stored as its hash. Each use creates a token of the next generation in its family, which begins with one sign-in.
 * Tokens of one generation are equivalent: the first use of one uses up all of them. A used token is kept until it expires, so that
 * its second use is detected.
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

    private int generation;

    @Column(name = "device_id")
    private String deviceId;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private Instant usedAt;

    /** For the persistence provider. */
    protected RefreshToken() {}

    RefreshToken(
            String tokenHash, String accountId, String family, int generation, String deviceId, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.family = family;
        this.generation = generation;
        this.deviceId = deviceId;
        this.expiresAt = expiresAt;
    }

    String getAccountId() {
        return accountId;
    }

    String getFamily() {
        return family;
    }

    int getGeneration() {
        return generation;
    }

    /** The device of the sign-in; null when none is known. */
    String getDeviceId() {
        return deviceId;
    }

    Instant getExpiresAt() {
        return expiresAt;
    }

    /** When a token of its generation was first used; null before. */
    Instant getUsedAt() {
        return usedAt;
    }
}
