package org.heliograph.dialect.channels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.event.Topic;
import org.heliograph.identity.Caller;

/**
 * A channel with a valid name; other programs publish on the Redis channel of the same name.
 *
 * @param member the part of the name after the colon; empty for a family that is one channel
 */
record Channel(ChannelFamily family, String member) {
    private static final char COLON = ':';

    /** @return empty for an invalid name */
    static Optional<Channel> parse(String name) {
        int colon = name.indexOf(COLON);
        String member = colon < 0 ? "" : name.substring(colon + 1);
        return ChannelFamily.parse(colon < 0 ? name : name.substring(0, colon))
                .filter(family -> family.isValid(member))
                .map(family -> new Channel(family, member))
                .filter(channel -> channel.name().equals(name));
    }

    /**
     * The names of the predefined channels to which a caller may subscribe, in the order of the greeting.
     *
     * @param caller null without a token
     */
    static List<String> authorized(Caller caller) {
        return Arrays.stream(ChannelFamily.values())
                .flatMap(family -> family.predefined(caller).stream().map(member -> new Channel(family, member)))
                .filter(channel -> channel.maySubscribe(caller))
                .map(Channel::name)
                .toList();
    }

    /** The name on the wire. */
    String name() {
        return member.isEmpty() ? family.text() : family.text() + COLON + member;
    }

    /** The topic that is open to other programs. */
    Topic topic() {
        return Topic.ofChannel(name());
    }

    /**
     * The topic of what the installation itself publishes here, which is kept; empty where it publishes nothing, or not for this caller:
     * what it says about accounts and nodes is for its administrators.
     *
     * @param caller null without a token
     */
    Optional<Topic> ownTopic(Caller caller) {
        return caller != null && caller.isPlatformAdmin() && family.isOwn(member)
                ? Optional.of(Topic.ofOwnChannel(name()))
                : Optional.empty();
    }

    /** All topics that a caller hears on it. @param caller null without a token */
    List<Topic> topics(Caller caller) {
        return Stream.concat(Stream.of(topic()), ownTopic(caller).stream()).toList();
    }

    /** Whether a topic belongs to a channel. */
    static boolean isChannel(Topic topic) {
        return topic.channelName().isPresent();
    }

    /** The name of the channel that a topic belongs to. */
    static String nameOf(Topic topic) {
        return topic.channelName().orElseThrow();
    }

    /** Whether no token is enough to publish on it ({@link ChannelFamily#isReserved}). */
    boolean isReserved() {
        return family.isReserved();
    }

    /** @param caller null without a token */
    boolean maySubscribe(Caller caller) {
        return family.maySubscribe(caller, member);
    }
}
