package org.heliograph.organization.members;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.heliograph.organization.Role;

/** That whoever has the token, sent to an address, may join an organisation. The token itself is kept as its hash. */
@Entity
@Table(name = "invitation")
public class Invitation {
    @Id
    private String id;

    @Column(name = "org_id")
    private String orgId;

    private String email;

    private Role role;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "invited_by")
    private String invitedBy;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected Invitation() {}

    Invitation(
            String id,
            String orgId,
            String email,
            Role role,
            String tokenHash,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt) {
        this.id = id;
        this.orgId = orgId;
        this.email = email;
        this.role = role;
        this.tokenHash = tokenHash;
        this.invitedBy = invitedBy;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    String getId() {
        return id;
    }

    String getOrgId() {
        return orgId;
    }

    String getEmail() {
        return email;
    }

    Role getRole() {
        return role;
    }

    Instant getExpiresAt() {
        return expiresAt;
    }
}
