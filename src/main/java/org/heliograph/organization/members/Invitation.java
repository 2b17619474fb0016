package org.heliograph.organization.members;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.heliograph.identity.Caller;
import org.heliograph.identity.SecureTokens;
import org.heliograph.organization.Role;

/** An invitation of an e-mail address to an organisation. The holder of its token may accept it; only the hash is stored. */
@Entity
@Table(name = "invitation")
public class Invitation {
    private static final String TOKEN_PREFIX = "hgi-";
    /** Longer subjects of external tokens are truncated; the column is for display only. */
    private static final int MAX_INVITER_LENGTH = 64;

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

    @Column(name = "api_token_id")
    private String apiTokenId;

    private boolean mailed;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Transient
    private String token;

    /** For the persistence provider. */
    protected Invitation() {}

    /**
     * A new invitation with a random token.
     *
     * @param mailed whether only the mailbox of the address gets the token
     */
    Invitation(
            String id,
            String orgId,
            String email,
            Role role,
            Caller inviter,
            boolean mailed,
            Instant createdAt,
            Instant expiresAt) {
        this.id = id;
        this.orgId = orgId;
        this.email = email;
        this.role = role;
        token = SecureTokens.newToken(TOKEN_PREFIX);
        tokenHash = SecureTokens.hash(token);
        invitedBy = inviter.userId().substring(0, Math.min(inviter.userId().length(), MAX_INVITER_LENGTH));
        apiTokenId = inviter.apiTokenId();
        this.mailed = mailed;
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

    /** Whether the holder of the token has proved the address. */
    boolean isMailed() {
        return mailed;
    }

    /** The id of the inviter. */
    String getInvitedBy() {
        return invitedBy;
    }

    Instant getExpiresAt() {
        return expiresAt;
    }

    /** The token itself; null unless this instance created it. Never stored or logged. */
    String token() {
        return token;
    }
}
