package org.heliograph.dialect.fleet;

import java.util.Locale;
import java.util.Optional;
import org.heliograph.organization.Role;

/** The channels of an organisation, in the order of the greeting. */
enum FleetChannel {
    MACHINES,
    MEMBERS,
    AUDIT,
    KEYS,
    GENERAL,
    POSTURE,
    THREATS,
    CERTIFICATES,
    DNS,
    ACL,
    BILLING,
    REMOTE_DESKTOP;

    static Optional<FleetChannel> parse(String name) {
        for (FleetChannel channel : values()) {
            if (channel.text().equals(name)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /** As it is written on the wire. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether only owners and admins may hear it. */
    boolean restricted() {
        return this == AUDIT || this == KEYS || this == BILLING;
    }

    boolean mayHear(Role role) {
        return !restricted() || role.administers();
    }

    /** Whether clients may broadcast on it. */
    boolean open() {
        return this == GENERAL;
    }
}
