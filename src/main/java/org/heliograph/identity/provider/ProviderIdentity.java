package org.heliograph.identity.provider;

import java.util.Map;
import java.util.Set;

/**
 * A person as the provider has signed them in. Issuer and subject identify them, and nothing else does.
 *
 * @param session       the provider's id of its session; null when it has none
 * @param email         in the stored form; null unless the provider has verified it
 * @param name          for people; never blank
 * @param organizations roles in organisations by the id of the organisation
 * @param idToken       for the sign-out at the provider
 */
public record ProviderIdentity(
        String issuer,
        String subject,
        String session,
        String email,
        String name,
        Set<String> groups,
        Map<String, String> organizations,
        String idToken) {
    public ProviderIdentity {
        groups = Set.copyOf(groups);
        organizations = Map.copyOf(organizations);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ProviderIdentity[" + subject + "]";
    }
}
