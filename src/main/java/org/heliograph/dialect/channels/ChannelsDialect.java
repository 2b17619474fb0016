package org.heliograph.dialect.channels;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.ws.SharedDialect;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.ResumePoint;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.limit.TopicLimiter;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** The dialect of {@code /ws} whose frames have a {@code type}; the only one of a connection with a token. */
@ApplicationScoped
public class ChannelsDialect implements SharedDialect {
    @Inject
    private Hub hub;

    @Inject
    private PublicationSource source;

    @Inject
    private TopicLimiter limiter;

    @Inject
    private SessionRegistry registry;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Override
    public String key() {
        return "type";
    }

    @Override
    public boolean acceptsToken() {
        return true;
    }

    @Override
    public void addGreeting(Connection opened, JsonObjectBuilder greeting) {
        ChannelsEncoder.addGreeting(greeting, opened.id(), opened.caller());
    }

    @Override
    public String error(String message, Instant now) {
        return ChannelsEncoder.error(message, now);
    }

    @Override
    public boolean ownsTopic(Topic topic) {
        return Channel.isChannel(topic);
    }

    @Override
    public String encode(Publication publication) {
        return ChannelsEncoder.event(publication);
    }

    @Override
    public void receive(Connection connection, JsonObject frame) throws BadFrameException {
        int maxSubscriptions = configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET);
        ChannelsCommand command = ChannelsCommand.parse(frame, maxSubscriptions);
        switch (command.type()) {
            case SUBSCRIBE -> subscribe(connection, command, maxSubscriptions);
            case UNSUBSCRIBE -> command.channels().forEach(name -> unsubscribe(connection, name));
            case PING -> connection.send(ChannelsEncoder.pong(clock.instant()));
            case LIST_CHANNELS ->
                connection.send(ChannelsEncoder.channels(Channel.authorized(connection.caller()), clock.instant()));
            case STATS -> sendStats(connection);
        }
    }

    /** Answers each channel separately, in order; a frame that would exceed the limit subscribes to none. */
    private void subscribe(Connection connection, ChannelsCommand command, int maxSubscriptions)
            throws BadFrameException {
        List<Channel> channels = command.channels().stream()
                .map(Channel::parse)
                .flatMap(Optional::stream)
                .toList();
        requireRoom(connection, channels, maxSubscriptions);
        List<Topic> allowed = channels.stream()
                .filter(channel -> channel.maySubscribe(connection.caller()))
                .flatMap(channel -> channel.topics(connection.caller()).stream())
                .toList();
        if (!limiter.admit(connection, allowed)) {
            throw new BadFrameException("Too many subscriptions");
        }
        // opened together, since opening one topic may wait for the broker
        source.open(allowed);
        command.channels()
                .forEach(name -> Channel.parse(name)
                        .ifPresentOrElse(
                                channel -> subscribe(
                                        connection, channel, command.since().get(name)),
                                () -> sendError(connection, "Unknown channel")));
    }

    /** A channel counts once, also one with two topics. */
    private static void requireRoom(Connection connection, List<Channel> channels, int maxSubscriptions)
            throws BadFrameException {
        Set<Topic> topics = channels.stream().map(Channel::topic).collect(Collectors.toSet());
        connection
                .topics()
                .forEach(topic ->
                        topics.add(topic.channelName().map(Topic::ofChannel).orElse(topic)));
        if (topics.size() > maxSubscriptions) {
            throw new BadFrameException("Too many subscriptions");
        }
    }

    /** @param since the position after which the client resumes; null if it does not */
    private void subscribe(Connection connection, Channel channel, LogPosition since) {
        Optional<Topic> kept = channel.ownTopic(connection.caller());
        if (!channel.maySubscribe(connection.caller())) {
            sendError(connection, "Not authorized to subscribe to this channel");
        } else if (since != null && kept.isEmpty()) {
            sendError(connection, "The events of this channel are not kept: subscribe without \"since\"");
        } else {
            hub.subscribe(
                    connection,
                    channel.topics(connection.caller()),
                    since == null ? Map.of() : Map.of(kept.orElseThrow(), resumePoint(channel, since)),
                    ends -> ChannelsEncoder.subscribed(
                            channel.name(), since == null ? null : ends.get(kept.orElseThrow()), clock.instant()));
        }
    }

    private ResumePoint resumePoint(Channel channel, LogPosition since) {
        String name = channel.name();
        return new ResumePoint(since, gap -> ChannelsEncoder.gap(name, gap, clock.instant()));
    }

    private void unsubscribe(Connection connection, String name) {
        Channel.parse(name)
                .ifPresentOrElse(
                        channel -> {
                            hub.unsubscribe(connection, channel.topics(connection.caller()));
                            connection.send(ChannelsEncoder.unsubscribed(name, clock.instant()));
                        },
                        () -> sendError(connection, "Unknown channel"));
    }

    private void sendStats(Connection connection) throws BadFrameException {
        if (connection.caller() == null || !connection.caller().isPlatformAdmin()) {
            throw new BadFrameException("Not authorized to see the stats");
        }
        ConnectionStats stats =
                ConnectionStats.collect(registry, hub, connection.dialect().name());
        connection.send(ChannelsEncoder.stats(stats, clock.instant()));
    }

    private void sendError(Connection connection, String message) {
        connection.send(ChannelsEncoder.error(message, clock.instant()));
    }
}
