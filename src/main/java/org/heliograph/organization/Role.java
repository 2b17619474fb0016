package org.heliograph.organization;

import java.util.Locale;
import java.util.Optional;

/** The role of an account in an organisation, in ascending order of permissions. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    /** The role of that name, ignoring case; empty for any other text and for null. */
    public static Optional<Role> parse(String name) {
        for (Role role : values()) {
            if (role.name().equalsIgnoreCase(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Whether the role may change machines, keys and members. */
    public boolean administers() {
        return this != MEMBER;
    }

    /** The word on the wire and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
