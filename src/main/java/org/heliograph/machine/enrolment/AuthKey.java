package org.heliograph.machine.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key with which machines register in an organisation. Only its hash is kept, and its first characters to know it by. */
@Entity
@Table(name = "auth_key")
@EntityListeners(AuthKeyListener.class)
public class AuthKey {
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

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    // Counted by a conditional update, so that this entity never writes an old count over a new one.
    @Column(name = "used_count", updatable = false)
    private int usedCount;

    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For the persistence provider. */
    protected AuthKey() {}

    AuthKey(String id, String orgId, AuthKeyText key, CreateAuthKeyRequest wish, String createdBy, Instant now) {
        this.id = id;
        this.orgId = orgId;
        prefix = key.prefix();
        keyHash = key.hash();
        description = wish.description();
        reusable = wish.reusable();
        ephemeral = wish.ephemeral();
        expiresAt = wish.life() == null ? null : now.plus(wish.life());
        this.createdBy = createdBy;
        createdAt = now;
    }

    public String getId() {
        return id;
    }

    public String getOrgId() {
        return orgId;
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

    /** Whether the machines that it brings in are ephemeral. */
    public boolean isEphemeral() {
        return ephemeral;
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

    /** Whether it opens nothing any more, used or not. */
    boolean isOver(Instant now) {
        return revokedAt != null || (expiresAt != null && !expiresAt.isAfter(now));
    }
}
