package org.heliograph.organization;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do in an organisation, from least to most. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    /** The role of that name, in any case; empty for anything else. */
    public static Optional<Role> parse(String name) {
        for (Role role : values()) {
            if (role.name().equalsIgnoreCase(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** May change machines, keys and members. */
    public boolean administers() {
        return this != MEMBER;
    }

    /** As it is written on the wire and in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
