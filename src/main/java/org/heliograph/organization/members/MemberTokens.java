package org.heliograph.organization.members;

/** The API tokens that members made for an organisation; implemented by the operations package, which this one does not depend on. */
public interface MemberTokens {
    /** Revokes those of an account that is no member any more, in the current transaction. */
    void endOf(String orgId, String accountId);
}
