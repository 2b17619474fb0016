package org.heliograph.dialect.fleet;

import java.util.Locale;
import java.util.Optional;
import org.heliograph.event.Topic;
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

    /** The name on the wire. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The topic of this channel of an organisation. */
    Topic topic(String organizationId) {
        return Topic.ofOrganization(organizationId, text());
    }

    /** Whether only owners and admins may subscribe to it. */
    boolean restricted() {
        return this == AUDIT || this == KEYS || this == BILLING;
    }

    boolean maySubscribe(Role role) {
        return !restricted() || role.administers();
    }

    /** Whether clients may broadcast on it. */
    boolean takesBroadcasts() {
        return this == GENERAL;
    }
}
