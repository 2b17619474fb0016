package org.heliograph.operations.account;

import java.util.Optional;
import java.util.Set;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/**
 * A change of an account; empty values stay as they are.
 *
 * @param role a platform role
 */
record UpdateAccountRequest(Optional<String> role, Optional<Boolean> disabled) {
    private static final Set<String> ROLES = Set.of("admin", "service", "user");
    private static final int LONGEST_ROLE = 64;

    /** @throws ApiException 400 for an invalid value, or when nothing is to be changed */
    static UpdateAccountRequest parse(Body body) {
        Optional<String> role = body.optionalString("role", LONGEST_ROLE);
        if (role.isPresent() && !ROLES.contains(role.get())) {
            throw Body.invalid("The field role must be admin, service or user.");
        }
        Optional<Boolean> disabled =
                body.has("disabled") ? Optional.of(body.bool("disabled", false)) : Optional.empty();
        if (role.isEmpty() && disabled.isEmpty()) {
            throw new ApiException(400, "MISSING_FIELDS", "The field disabled or role is missing.");
        }
        return new UpdateAccountRequest(role, disabled);
    }
}
