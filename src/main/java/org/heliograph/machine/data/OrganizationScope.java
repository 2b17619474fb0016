package org.heliograph.machine.data;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.query.DataQuery;
import org.heliograph.query.Operator;
import org.heliograph.rest.ApiException;

/** The organisations whose machines the caller of this request reaches. */
@RequestScoped
public class OrganizationScope {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess memberships;

    /** @throws ApiException 401 */
    void requireSignedIn() {
        caller.get();
    }

    /** @throws ApiException 403 for an organisation of which the caller is not an admin */
    void requireAdmin(String orgId) {
        memberships.requireAdmin(caller.get(), orgId);
    }

    /** Those that the query names, or else all of the caller's. @throws ApiException 403 when one of them is foreign */
    Set<String> forReading(DataQuery query) {
        Caller reader = caller.get();
        Set<String> reached = new HashSet<>(memberships.rolesOf(reader).keySet());
        query.conditionsOn("org_id")
                .filter(condition -> condition.operator() == Operator.EQ || condition.operator() == Operator.IN)
                .forEach(condition -> {
                    if (!reached.containsAll(condition.values())) {
                        throw ApiException.forbidden("You are not a member of this organisation.");
                    }
                    reached.retainAll(condition.values());
                });
        return reached;
    }

    /** Those that the caller administers. @throws ApiException 403 when there is none */
    Set<String> forWriting() {
        Map<String, Role> roles = memberships.rolesOf(caller.get());
        Set<String> administered = roles.keySet().stream()
                .filter(orgId -> roles.get(orgId).administers())
                .collect(Collectors.toSet());
        if (administered.isEmpty()) {
            throw ApiException.forbidden("Only admins and owners of an organisation may change machines.");
        }
        return administered;
    }
}
