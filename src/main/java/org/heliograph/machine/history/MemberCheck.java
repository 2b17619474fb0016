package org.heliograph.machine.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;

/** Who may read the history of an organisation: its members. */
@RequestScoped
class MemberCheck {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    /** @throws ApiException 400 without an organisation, 403 for one in which the caller is no member */
    void require(String orgId) {
        var reader = caller.get();
        if (orgId == null || orgId.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter org_id is missing.");
        }
        access.requireMember(reader, orgId);
    }
}
