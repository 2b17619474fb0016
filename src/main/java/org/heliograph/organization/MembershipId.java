package org.heliograph.organization;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of a {@link Membership}. */
public class MembershipId implements Serializable {
    private static final long serialVersionUID = 1;

    private String orgId;
    private String accountId;

    /** For the persistence provider. */
    public MembershipId() {}

    public MembershipId(String orgId, String accountId) {
        this.orgId = orgId;
        this.accountId = accountId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MembershipId that && orgId.equals(that.orgId) && accountId.equals(that.accountId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(orgId, accountId);
    }
}
