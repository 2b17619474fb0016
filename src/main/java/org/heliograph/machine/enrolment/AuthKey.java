package org.heliograph.machine.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.heliograph.identity.SecureTokens;

/** A key with which machines register in an organisation. Only its hash and a prefix for display are stored. */
@Entity
@Table(name = "auth_key")
@EntityListeners(AuthKeyListener.class)
public class AuthKey {
    private static final String PREFIX = "tskey-auth-";
    private static final int DISPLAYED_LENGTH = PREFIX.length() + 5;

    @Id
    private String id;

    @Column(name = "org_id", updatable = false)
    private String orgId;

    private String description;

    @Column(updatable = false)
    private String prefix;

    @Column(name = "key_hash", updatable = false)
    private String keyHash;

    private boolean reusable;
    private boolean ephemeral;

    @Column(name = "may_replace", updatable = false)
    private boolean mayReplace;

    @Column(name = "max_uses", updatable = false)
    private Integer maxUses;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    // Written only by the conditional update of AuthKeyService, so that this entity never overwrites a newer count.
    @Column(name = "used_count", updatable = false)
    private int usedCount;

    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Column(name = "api_token_id", updatable = false)
    private String apiTokenId;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Transient
    private String secret;

    /** For the persistence provider. */
    protected AuthKey() {}

    /** A new key with a random secret. @param apiTokenId by which a program made it; null for a person */
    AuthKey(String id, String orgId, CreateAuthKeyRequest request, String createdBy, String apiTokenId, Instant now) {
        this.id = id;
        this.orgId = orgId;
        secret = SecureTokens.newToken(PREFIX);
        prefix = secret.substring(0, DISPLAYED_LENGTH);
        keyHash = SecureTokens.hash(secret);
        description = request.description();
        reusable = request.reusable();
        ephemeral = request.ephemeral();
        mayReplace = request.mayReplace();
        maxUses = request.maxUses();
        expiresAt = request.lifetime() == null ? null : now.plus(request.lifetime());
        this.createdBy = createdBy;
        this.apiTokenId = apiTokenId;
        createdAt = now;
    }

    public String getId() {
        return id;
    }

    public String getOrgId() {
        return orgId;
    }

    /** The key itself, {@code tskey-auth-} and 43 characters; null unless this instance created it. Never stored or logged. */
    String secret() {
        return secret;
    }

    String keyHash() {
        return keyHash;
    }

    public String getDescription() {
        return description;
    }

    public String getPrefix() {
        return prefix;
    }

    public boolean isReusable() {
        return reusable;
    }

    /** Whether machines that register with it become ephemeral. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    /** Whether a machine that registers with it under a name that is taken replaces the machine of that name. */
    public boolean isMayReplace() {
        return mayReplace;
    }

    /** How many machines it registers at most if it is reusable; null for any number. */
    public Integer getMaxUses() {
        return maxUses;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    public Instant getRevokedAt() {
        return revokedAt;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    public int getUsedCount() {
        return usedCount;
    }

    public Instant getLastUsedAt() {
        return lastUsedAt;
    }

    public String getCreatedBy() {
        return createdBy;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Whether it is revoked or expired. */
    boolean isInvalid(Instant now) {
        return revokedAt != null || (expiresAt != null && !expiresAt.isAfter(now));
    }
}
