package org.heliograph.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A role that the members of a group of an OpenID Connect provider have.
 *
 * @param group        as the provider names it
 * @param organization the id of the organisation; null for a platform role
 * @param role         in lower case
 */
public record GroupRole(String group, String organization, String role) {
    static final String ORGANIZATION_FORM =
            "entries group=organisation:owner, group=organisation:admin or group=organisation:member, separated by semicolons";
    static final String PLATFORM_FORM =
            "entries group=admin, group=operator, group=service or group=user, separated by semicolons";

    private static final Set<String> ORGANIZATION_ROLES = Set.of("owner", "admin", "member");
    /** The platform roles, the greatest first. */
    public static final List<String> PLATFORM_ROLES = List.of("admin", "operator", "service", "user");

    private static final int LONGEST = 64;

    static List<GroupRole> ofOrganizations(String text) {
        return Arrays.stream(text.strip().split("\\s*;\\s*"))
                .map(GroupRole::ofOrganization)
                .toList();
    }

    private static GroupRole ofOrganization(String entry) {
        String[] parts = parts(entry);
        int colon = parts[1].lastIndexOf(':');
        Setting.require(colon > 0 && colon <= LONGEST);
        String role = parts[1].substring(colon + 1).strip();
        Setting.require(ORGANIZATION_ROLES.contains(role));
        return new GroupRole(parts[0], parts[1].substring(0, colon).strip(), role);
    }

    static List<GroupRole> ofPlatform(String text) {
        return Arrays.stream(text.strip().split("\\s*;\\s*"))
                .map(entry -> {
                    String[] parts = parts(entry);
                    Setting.require(PLATFORM_ROLES.contains(parts[1]));
                    return new GroupRole(parts[0], null, parts[1]);
                })
                .toList();
    }

    /** The group and what it gives. Names of groups may contain {@code =}, as those of LDAP do. */
    private static String[] parts(String entry) {
        int sign = entry.lastIndexOf('=');
        Setting.require(sign > 0 && sign < entry.length() - 1);
        String group = entry.substring(0, sign).strip();
        Setting.require(!group.isEmpty());
        return new String[] {group, entry.substring(sign + 1).strip()};
    }
}
