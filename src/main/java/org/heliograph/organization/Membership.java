package org.heliograph.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** That an account belongs to an organisation, and as what. */
@Entity
@Table(name = "membership")
@IdClass(MembershipId.class)
public class Membership {
    @Id
    @Column(name = "org_id")
    private String orgId;

    @Id
    @Column(name = "account_id")
    private String accountId;

    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected Membership() {}

    public Membership(String orgId, String accountId, Role role, Instant createdAt) {
        this.orgId = orgId;
        this.accountId = accountId;
        this.role = role;
        this.createdAt = createdAt;
    }

    public String getOrgId() {
        return orgId;
    }

    public String getAccountId() {
        return accountId;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
