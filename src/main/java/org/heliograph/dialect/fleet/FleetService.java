package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.gateway.sse.SseConnections;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.RateLimiter;
import org.heliograph.hub.ResumePoint;
import org.heliograph.hub.TransientPublisher;
import org.heliograph.identity.Caller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** Executes the commands of fleet clients, and subscribes event streams. */
@ApplicationScoped
public class FleetService {

    @Inject
    private Hub hub;

    @Inject
    private PublicationSource source;

    @Inject
    private TransientPublisher publisher;

    @Inject
    private OrganizationAccess organizations;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** A new limit for the broadcasts of one socket. */
    RateLimiter broadcastLimit() {
        return new RateLimiter(configuration.get(SocketSettings.BROADCASTS_PER_MINUTE), Duration.ofMinutes(1));
    }

    /** Executes a client's frame; an invalid one is answered with an error frame. @param broadcasts the limit of its socket */
    void receive(Connection connection, RateLimiter broadcasts, String message) {
        try {
            FleetCommand command =
                    FleetCommand.parse(message, configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET));
            if (command instanceof FleetCommand.Subscribe subscribe) {
                subscribe(connection, subscribe);
            } else if (command instanceof FleetCommand.Unsubscribe unsubscribe) {
                hub.unsubscribe(connection, topics(connection, unsubscribe.channels()));
                connection.send(FleetEncoder.unsubscribed(unsubscribe.channels()));
            } else if (command instanceof FleetCommand.Broadcast broadcast) {
                broadcast(connection, broadcasts, broadcast);
            } else {
                connection.recordActivity();
                connection.send(FleetEncoder.pong(clock.instant()));
            }
        } catch (BadFrameException refused) {
            connection.send(FleetEncoder.error(refused.getMessage(), clock.instant()));
        }
    }

    private void subscribe(Connection connection, FleetCommand.Subscribe command) throws BadFrameException {
        String organization = command.filteredOrganization();
        if (organization != null && !organization.equals(connection.organizationId())) {
            throw new BadFrameException("Not authorized to subscribe to another organization");
        }
        if (!maySubscribe(connection, command.channels())) {
            throw new BadFrameException("Not authorized to subscribe to this channel");
        }
        List<Topic> topics = topics(connection, command.channels());
        Map<Topic, ResumePoint> since = new HashMap<>();
        command.since()
                .forEach((channel, last) -> since.put(
                        channel.topic(connection.organizationId()),
                        new ResumePoint(last, gap -> FleetEncoder.gap(channel.text(), gap, clock.instant()))));
        hub.subscribe(connection, topics, since, ends -> FleetEncoder.subscribed(command.channels(), ends));
        if (!maySubscribe(connection, command.channels())) {
            // the role changed meanwhile, before RoleChangeListener could find this subscription
            hub.unsubscribe(connection, topics);
            connection.send(FleetEncoder.unsubscribed(command.channels()));
        }
    }

    /** @throws ApiException 403 when the role of the peer does not allow the channel */
    void requireSubscribable(Peer peer, FleetChannel channel) {
        if (channel.restricted() && !channel.maySubscribe(role(peer.caller(), peer.organizationId()))) {
            throw ApiException.forbidden("Not authorized to subscribe to this channel");
        }
    }

    /** Subscribes an event stream to a channel. @param since the position after which it resumes; empty for the present one */
    void stream(Connection connection, FleetChannel channel, Optional<LogPosition> since) {
        Topic topic = channel.topic(connection.organizationId());
        // opened before the sequence is read, so that no commit in between is missed
        source.open(List.of(topic));
        LogPosition last = since.orElseGet(() -> SseConnections.present(source, topic));
        ResumePoint from =
                SseConnections.resumePoint(last, gap -> FleetEncoder.gap(channel.text(), gap, clock.instant()));
        hub.subscribe(
                connection,
                List.of(topic),
                Map.of(topic, from),
                ends -> ServerSentEvent.of(
                        FleetEncoder.subscribed(List.of(channel), ends),
                        SseConnections.beginning(last, ends.get(topic))));
        if (!maySubscribe(connection, Set.of(channel))) {
            // the role changed meanwhile, before RoleChangeListener could find this stream
            connection.close(Disconnect.ACCESS_REVOKED);
        }
    }

    /** Reads the role each time: it may have changed since the handshake. */
    private boolean maySubscribe(Connection connection, Set<FleetChannel> channels) {
        if (channels.stream().noneMatch(FleetChannel::restricted)) {
            return true;
        }
        Role role = role(connection.caller(), connection.organizationId());
        return channels.stream().allMatch(channel -> channel.maySubscribe(role));
    }

    private Role role(Caller caller, String organization) {
        return organizations.roleIn(caller, organization).orElse(Role.MEMBER);
    }

    private void broadcast(Connection connection, RateLimiter limit, FleetCommand.Broadcast command)
            throws BadFrameException {
        if (!connection.caller().maySend()) {
            throw new BadFrameException("The API token lacks the scope administer");
        }
        if (!limit.tryAcquire(System.nanoTime())) {
            throw new BadFrameException("Too many broadcasts");
        }
        Topic topic = command.channel().topic(connection.organizationId());
        publisher.publish(
                new Publication(topic, Publication.UNLOGGED, command.event(), command.payload(), Timestamps.now(clock)),
                connection.id());
    }

    private static List<Topic> topics(Connection connection, Set<FleetChannel> channels) {
        return channels.stream()
                .map(channel -> channel.topic(connection.organizationId()))
                .toList();
    }
}
