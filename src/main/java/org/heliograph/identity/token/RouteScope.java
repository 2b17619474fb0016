package org.heliograph.identity.token;

import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.identity.ApiTokenGrant;

/**
 * What an API token needs for a route.
 *
 * @param target to whom belongs what the route reads or changes
 * @param anyOf  the scopes of which one is needed; empty where the caller does not matter
 */
record RouteScope(Target target, Set<ApiScope> anyOf) {
    /** To whom something belongs. */
    enum Target {
        ORGANIZATION,
        INSTALLATION,
        /** To an organisation or the installation, as the request says. */
        EITHER,
        /** The caller does not matter. */
        ANYBODY
    }

    boolean isFor(ApiTokenGrant grant) {
        return switch (target) {
            case ORGANIZATION -> grant.organization() != null;
            case INSTALLATION -> grant.organization() == null;
            case EITHER, ANYBODY -> true;
        };
    }

    boolean allows(Set<ApiScope> scopes) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(needed -> needed.isGranted(scopes));
    }

    /** Such as {@code read or alerts}. */
    String names() {
        return anyOf.stream().sorted().map(ApiScope::text).collect(Collectors.joining(" or "));
    }
}
