package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.GroupRole;
import org.heliograph.settings.OidcSettings;

/** Which roles the groups of a person give, by the settings. */
@ApplicationScoped
public class GroupMapper {
    /** The roles in organisations, in ascending order. */
    private static final List<String> ROLES = List.of("member", "admin", "owner");

    private List<GroupRole> organizations = List.of();
    private List<GroupRole> platform = List.of();

    /** For the container's proxies. */
    protected GroupMapper() {}

    @Inject
    GroupMapper(Configuration configuration) {
        organizations = configuration.find(OidcSettings.GROUPS).orElse(List.of());
        platform = configuration.find(OidcSettings.ROLES).orElse(List.of());
    }

    /** The greatest role in each organisation, from groups and from the claim of organisations. */
    Map<String, String> organizations(ProviderIdentity identity) {
        Map<String, String> roles = new HashMap<>();
        identity.organizations().forEach((id, role) -> {
            // the claim may carry roles of other applications
            roles.put(id, ROLES.contains(role) ? role : ROLES.get(0));
        });
        organizations.stream()
                .filter(mapping -> identity.groups().contains(mapping.group()))
                .forEach(mapping -> roles.merge(mapping.organization(), mapping.role(), GroupMapper::greater));
        return roles;
    }

    /** The greatest platform role; empty when no group gives one. */
    Optional<String> platformRole(ProviderIdentity identity) {
        return GroupRole.PLATFORM_ROLES.stream()
                .filter(role -> platform.stream()
                        .anyMatch(mapping ->
                                mapping.role().equals(role) && identity.groups().contains(mapping.group())))
                .findFirst();
    }

    private static String greater(String one, String other) {
        return ROLES.indexOf(one) >= ROLES.indexOf(other) ? one : other;
    }
}
