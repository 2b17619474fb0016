package org.heliograph.dialect.fleet;

import java.util.Map;
import java.util.Set;

/** What a fleet client can ask for. */
sealed interface FleetCommand {
    /** @param since the last position that the client has of each channel in which it resumes */
    record Subscribe(Set<FleetChannel> channels, String filteredOrganization, Map<FleetChannel, Long> since)
            implements FleetCommand {}

    record Unsubscribe(Set<FleetChannel> channels) implements FleetCommand {}

    record Ping() implements FleetCommand {}

    /** @param payload a JSON object as text */
    record Broadcast(FleetChannel channel, String event, String payload) implements FleetCommand {}
}
