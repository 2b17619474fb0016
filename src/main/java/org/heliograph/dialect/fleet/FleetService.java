package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
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

/** Does what fleet clients ask for, or tells them why not. */
@ApplicationScoped
public class FleetService {
    private static final long MINUTE_MILLIS = 60_000;

    @Inject
    private Hub hub;

    @Inject
    private PublicationSource feed;

    @Inject
    private TransientPublisher teller;

    @Inject
    private OrganizationAccess memberships;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    FleetClient welcome(Connection connection) {
        int broadcasts = configuration.get(SocketSettings.BROADCASTS_PER_MINUTE);
        return new FleetClient(connection, new RateLimiter(broadcasts, MINUTE_MILLIS));
    }

    void receive(FleetClient client, String message) {
        Connection connection = client.connection();
        try {
            FleetCommand command =
                    new FleetDecoder(configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET)).decode(message);
            if (command instanceof FleetCommand.Subscribe subscribe) {
                subscribe(connection, subscribe);
            } else if (command instanceof FleetCommand.Unsubscribe unsubscribe) {
                hub.unsubscribe(connection, topics(connection, unsubscribe.channels()));
                connection.send(FleetEncoder.unsubscribed(unsubscribe.channels()));
            } else if (command instanceof FleetCommand.Broadcast broadcast) {
                broadcast(client, broadcast);
            } else {
                connection.recordActivity(clock.millis());
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
        if (!mayHear(connection, command.channels())) {
            throw new BadFrameException("Not authorized to subscribe to this channel");
        }
        List<Topic> topics = topics(connection, command.channels());
        Map<Topic, ResumePoint> since = new HashMap<>();
        command.since()
                .forEach((channel, last) -> since.put(
                        topic(connection, channel),
                        new ResumePoint(
                                last, (from, to) -> FleetEncoder.gap(channel.text(), from, to, clock.instant()))));
        hub.subscribe(connection, topics, since, positions -> FleetEncoder.subscribed(command.channels(), positions));
        if (!mayHear(connection, command.channels())) {
            // the role changed in between, before its watcher could find this subscription
            hub.unsubscribe(connection, topics);
            connection.send(FleetEncoder.unsubscribed(command.channels()));
        }
    }

    /** @throws ApiException 403 when the channel is not for somebody of this role */
    void requireHearing(Peer peer, FleetChannel channel) {
        if (channel.restricted() && !channel.mayHear(role(peer.caller(), peer.organizationId()))) {
            throw ApiException.forbidden("Not authorized to subscribe to this channel");
        }
    }

    /** Tells a stream everything on a channel after a position; without one, from now on. */
    void stream(Connection connection, FleetChannel channel, OptionalLong since) {
        Topic topic = topic(connection, channel);
        // opened before the position is read: what is committed in between comes, rather than being missed
        feed.open(List.of(topic));
        long last = since.orElseGet(() -> feed.positions(List.of(topic)).getOrDefault(topic, 0L));
        ResumePoint from = new ResumePoint(
                last,
                // what was never there does not count: the next event has the first of these positions
                (first, end) -> FleetStreamDialect.event(
                        FleetEncoder.gap(channel.text(), first, end, clock.instant()), end <= last ? first - 1 : end));
        hub.subscribe(
                connection,
                List.of(topic),
                Map.of(topic, from),
                positions -> FleetStreamDialect.event(
                        FleetEncoder.subscribed(List.of(channel), positions), Math.min(last, positions.get(topic))));
        if (!mayHear(connection, Set.of(channel))) {
            // the role changed in between, before its watcher could find this stream
            connection.close(Disconnect.ACCESS_REVOKED);
        }
    }

    /** Asked anew at each time: a role may have changed since the handshake. */
    private boolean mayHear(Connection connection, Set<FleetChannel> channels) {
        if (channels.stream().noneMatch(FleetChannel::restricted)) {
            return true;
        }
        Role role = role(connection.caller(), connection.organizationId());
        return channels.stream().allMatch(channel -> channel.mayHear(role));
    }

    private Role role(Caller caller, String organization) {
        return memberships.roleIn(caller, organization).orElse(Role.MEMBER);
    }

    private void broadcast(FleetClient client, FleetCommand.Broadcast command) throws BadFrameException {
        if (!client.broadcasts().tryAcquire(clock.millis())) {
            throw new BadFrameException("Too many broadcasts");
        }
        Connection connection = client.connection();
        Topic topic = topic(connection, command.channel());
        teller.publish(
                new Publication(topic, Publication.UNLOGGED, command.event(), command.payload(), Timestamps.now(clock)),
                connection.id());
    }

    private static List<Topic> topics(Connection connection, Set<FleetChannel> channels) {
        return channels.stream().map(channel -> topic(connection, channel)).toList();
    }

    private static Topic topic(Connection connection, FleetChannel channel) {
        return Topic.ofOrganization(connection.organizationId(), channel.text());
    }
}
