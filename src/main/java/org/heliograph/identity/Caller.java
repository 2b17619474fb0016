package org.heliograph.identity;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Who a request or a socket speaks for, as a verified token says.
 *
 * @param userId        the token's subject
 * @param email         the address, or null when the token has none
 * @param roles         platform roles ({@code admin}, {@code service}, {@code user}); never roles in an organisation
 * @param expiresAt     when the token ends
 * @param organizations organisation roles that a token made elsewhere maps, by organisation id; usually empty
 */
public record Caller(
        String userId, String email, Set<String> roles, Instant expiresAt, Map<String, String> organizations)
        implements Principal, Serializable {
    /** The platform role that may do everything that concerns the installation. */
    public static final String ADMIN = "admin";

    public Caller {
        if (userId == null || userId.isBlank()) {
            throw new IllegalArgumentException("a caller has an id");
        }
        roles = Set.copyOf(roles);
        organizations = Map.copyOf(organizations);
    }

    @Override
    public String getName() {
        return userId;
    }

    public boolean isPlatformAdmin() {
        return roles.contains(ADMIN);
    }
}
