package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.identity.Revocations;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Role;

/** Ends subscriptions to restricted channels, on every node, when a member's role no longer allows them. */
@ApplicationScoped
public class RoleChangeListener implements TopicListener {
    @Inject
    private SessionRegistry registry;

    @Inject
    private Hub hub;

    @Override
    public Topic topic() {
        return Revocations.TOPIC;
    }

    @Override
    public void accept(Publication publication) {
        if (publication.event().equals("role")) {
            JsonObject payload = JsonText.parse(publication.payload());
            Role role = Role.parse(payload.getString("role")).orElse(Role.MEMBER);
            registry.all().stream()
                    .filter(connection -> belongsTo(connection, payload))
                    .forEach(connection -> restrict(connection, role));
        }
    }

    private static boolean belongsTo(Connection connection, JsonObject payload) {
        return (connection.dialect() instanceof FleetDialect || connection.dialect() instanceof FleetStreamDialect)
                && connection.caller().userId().equals(payload.getString("account_id"))
                && connection.organizationId().equals(payload.getString("org_id"));
    }

    private void restrict(Connection connection, Role role) {
        String organization = connection.organizationId();
        Set<FleetChannel> lost = EnumSet.allOf(FleetChannel.class).stream()
                .filter(channel -> !channel.maySubscribe(role))
                .filter(channel -> connection.topics().contains(channel.topic(organization)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FleetChannel.class)));
        if (lost.isEmpty()) {
            return;
        }
        if (connection.dialect() instanceof FleetStreamDialect) {
            // a stream has no other channel
            connection.close(Disconnect.ACCESS_REVOKED);
        } else {
            hub.unsubscribe(
                    connection,
                    lost.stream().map(channel -> channel.topic(organization)).toList());
            connection.send(FleetEncoder.unsubscribed(lost));
        }
    }
}
