package org.heliograph.identity.screen;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.heliograph.identity.Caller;
import org.heliograph.identity.SecureTokens;

/** The token of a wall screen. Only its hash and a prefix for display are stored. A revoked one is deleted. */
@Entity
@Table(name = "screen_token")
public class ScreenToken {
    /** Begins every screen token; no JWT begins with it. */
    public static final String PREFIX = "hgs-";

    private static final int DISPLAYED_LENGTH = PREFIX.length() + 5;

    @Id
    private String id;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private String prefix;

    @Column(name = "token_hash", updatable = false)
    private String tokenHash;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Column(name = "creator_id", updatable = false)
    private String creatorId;

    @Column(name = "api_token_id", updatable = false)
    private String apiTokenId;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    // Written only by the update of ScreenTokenVerifier
    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    @Transient
    private String secret;

    /** For the persistence provider. */
    protected ScreenToken() {}

    /**
     * A new token with a random secret.
     *
     * @param createdBy the address or id of its creator, for display
     * @param creator   its creator
     */
    public ScreenToken(String id, String name, String createdBy, Caller creator, Instant now) {
        this.id = id;
        this.name = name;
        secret = SecureTokens.newToken(PREFIX);
        prefix = secret.substring(0, DISPLAYED_LENGTH);
        tokenHash = SecureTokens.hash(secret);
        this.createdBy = createdBy;
        creatorId = creator.userId();
        apiTokenId = creator.apiTokenId();
        createdAt = now;
    }

    public String getId() {
        return id;
    }

    /** What the administrator calls the screen. */
    public String getName() {
        return name;
    }

    public String getPrefix() {
        return prefix;
    }

    public String getCreatedBy() {
        return createdBy;
    }

    /** The user id of the creator; null for a token of an older version. */
    public String getCreatorId() {
        return creatorId;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** To the minute; null when it was never used. */
    public Instant getLastUsedAt() {
        return lastUsedAt;
    }

    /** The token itself, {@code hgs-} and 43 characters; null unless this instance created it. Never stored or logged. */
    public String secret() {
        return secret;
    }
}
