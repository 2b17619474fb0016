package org.heliograph.dialect.channels;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.PublicationSource;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** Does what clients of channels ask for, or tells them why not. */
@ApplicationScoped
public class ChannelsService {
    @Inject
    private Hub hub;

    @Inject
    private PublicationSource feed;

    @Inject
    private ConnectionStatsService stats;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    void serve(Connection connection, JsonObject frame) throws BadFrameException {
        int most = configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET);
        ChannelsCommand command = ChannelsDecoder.decode(frame, most);
        if (command instanceof ChannelsCommand.Subscribe subscribe) {
            subscribe(connection, subscribe.names(), most);
        } else if (command instanceof ChannelsCommand.Unsubscribe unsubscribe) {
            unsubscribe.names().forEach(name -> unsubscribe(connection, name));
        } else if (command instanceof ChannelsCommand.ListChannels) {
            connection.send(ChannelsEncoder.channels(Channel.authorized(connection.caller()), clock.instant()));
        } else if (command instanceof ChannelsCommand.Stats) {
            stats(connection);
        } else {
            connection.send(ChannelsEncoder.pong(clock.instant()));
        }
    }

    /** Each channel is answered for itself, in order; only a frame that asks for too many in all does nothing. */
    private void subscribe(Connection connection, Set<String> names, int most) throws BadFrameException {
        Set<Topic> all = names.stream()
                .flatMap(name -> Channel.parse(name).stream())
                .map(Channel::topic)
                .collect(Collectors.toSet());
        all.addAll(connection.topics());
        if (all.size() > most) {
            throw new BadFrameException("Too many subscriptions");
        }
        feed.open(names.stream()
                .flatMap(name -> Channel.parse(name).stream())
                .filter(channel -> channel.mayHear(connection.caller()))
                .map(Channel::topic)
                .toList());
        names.forEach(name -> Channel.parse(name)
                .ifPresentOrElse(
                        channel -> subscribe(connection, channel), () -> refuse(connection, "Unknown channel")));
    }

    private void subscribe(Connection connection, Channel channel) {
        if (channel.mayHear(connection.caller())) {
            hub.subscribe(
                    connection, List.of(channel.topic()), ChannelsEncoder.subscribed(channel.name(), clock.instant()));
        } else {
            refuse(connection, "Not authorized to subscribe to this channel");
        }
    }

    private void unsubscribe(Connection connection, String name) {
        Channel.parse(name)
                .ifPresentOrElse(
                        channel -> {
                            hub.unsubscribe(connection, List.of(channel.topic()));
                            connection.send(ChannelsEncoder.unsubscribed(name, clock.instant()));
                        },
                        () -> refuse(connection, "Unknown channel"));
    }

    private void stats(Connection connection) throws BadFrameException {
        if (connection.caller() == null || !connection.caller().isPlatformAdmin()) {
            throw new BadFrameException("Not authorized to see the stats");
        }
        connection.send(ChannelsEncoder.stats(stats.ofSocketsLike(connection), clock.instant()));
    }

    private void refuse(Connection connection, String why) {
        connection.send(ChannelsEncoder.error(why, clock.instant()));
    }
}
