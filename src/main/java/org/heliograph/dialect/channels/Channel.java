package org.heliograph.dialect.channels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.heliograph.event.Topic;
import org.heliograph.identity.Caller;

/**
 * A channel that there can be; other programs publish on it by the same name.
 *
 * @param member which of its family; empty for the public one, which is alone in its own
 */
record Channel(ChannelFamily family, String member) {
    private static final char COLON = ':';

    /** @return empty for a name that no channel can have */
    static Optional<Channel> parse(String name) {
        int colon = name.indexOf(COLON);
        String member = colon < 0 ? "" : name.substring(colon + 1);
        return ChannelFamily.parse(colon < 0 ? name : name.substring(0, colon))
                .filter(family -> family.has(member))
                .map(family -> new Channel(family, member))
                .filter(channel -> channel.name().equals(name));
    }

    /** The channels known by name that somebody may hear, in the order of the greeting. @param caller null for nobody in particular */
    static List<String> authorized(Caller caller) {
        return Arrays.stream(ChannelFamily.values())
                .flatMap(family -> family.members(caller).stream().map(member -> new Channel(family, member)))
                .filter(channel -> channel.mayHear(caller))
                .map(Channel::name)
                .toList();
    }

    /** As it is written on the wire. */
    String name() {
        return member.isEmpty() ? family.text() : family.text() + COLON + member;
    }

    Topic topic() {
        return Topic.ofChannel(name());
    }

    /** Whether a topic is that of a channel. */
    static boolean isChannel(Topic topic) {
        return topic.namespace().startsWith(Topic.CHANNEL);
    }

    /** The name of the channel whose topic it is. */
    static String nameOf(Topic topic) {
        return topic.namespace().substring(Topic.CHANNEL.length());
    }

    boolean mayHear(Caller caller) {
        return family.mayHear(caller, member);
    }
}
