package org.heliograph.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.heliograph.identity.account.Account;

/** The membership of an account in an organisation, with a role. */
@Entity
@Table(name = "membership")
@IdClass(MembershipId.class)
@EntityListeners(MembershipListener.class)
public class Membership {
    @Id
    @Column(name = "org_id")
    private String orgId;

    @Id
    @Column(name = "account_id")
    private String accountId;

    /** Read-only, for the address and name in events; {@link #accountId} is the column that is written. */
    @ManyToOne
    @JoinColumn(name = "account_id", insertable = false, updatable = false)
    private Account account;

    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected Membership() {}

    public Membership(String orgId, Account account, Role role, Instant createdAt) {
        this.orgId = orgId;
        this.accountId = account.getId();
        this.account = account;
        this.role = role;
        this.createdAt = createdAt;
    }

    public String getOrgId() {
        return orgId;
    }

    public String getAccountId() {
        return accountId;
    }

    public Account getAccount() {
        return account;
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
