package org.heliograph.event;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An ordered stream of publications: the log's unit of order. Each topic has its own sequence numbers.
 *
 * @param namespace the owner of the topic, such as {@code org:acme}; nodes exchange the publications of a namespace on the Redis
 *                  channel {@code ws:<namespace>}
 * @param channel   the name within the namespace, such as {@code machines}; contains no colon
 */
public record Topic(String namespace, String channel) implements Comparable<Topic> {
    /** Prefix of the namespace of every channel that is shared with other programs. */
    public static final String CHANNEL = "channel:";

    private static final String ORGANIZATION = "org:";
    private static final String OWN = "own:";
    /** The channels of an organisation that report what is in its tables: an event of another origin there would be false. */
    private static final Set<String> REPORTED = Set.of("machines", "members", "keys", "audit");

    public Topic {
        Objects.requireNonNull(namespace);
        if (namespace.isEmpty() || channel.isEmpty() || channel.indexOf(':') >= 0) {
            throw new IllegalArgumentException("not a topic: " + namespace + ":" + channel);
        }
    }

    /** The topic of one channel of an organisation. */
    public static Topic ofOrganization(String organizationId, String channel) {
        return new Topic(ORGANIZATION + organizationId, channel);
    }

    /**
     * The topic of a channel that is shared with other programs: they publish on a Redis channel of the same name, and their messages
     * are delivered verbatim. It is never logged.
     *
     * @param name such as {@code apps:created}
     */
    public static Topic ofChannel(String name) {
        return new Topic(CHANNEL + name, "data");
    }

    /**
     * The topic of what the installation itself publishes on a channel. It is logged, and only nodes publish on it, unlike the topic of
     * {@link #ofChannel} with the same name.
     *
     * @param name such as {@code users:created}
     */
    public static Topic ofOwnChannel(String name) {
        int colon = name.indexOf(':');
        return new Topic(OWN + name.substring(0, colon), name.substring(colon + 1));
    }

    /** The name of the channel on which a client hears the topic; empty when it is neither of the two kinds that are heard by name. */
    public Optional<String> channelName() {
        if (namespace.startsWith(CHANNEL)) {
            return Optional.of(namespace.substring(CHANNEL.length()));
        }
        return namespace.startsWith(OWN)
                ? Optional.of(namespace.substring(OWN.length()) + ':' + channel)
                : Optional.empty();
    }

    /**
     * Whether programs outside of the installation may publish on it: the shared channels, and those channels of an organisation that do
     * not report what is in the database.
     */
    public boolean isOpenToPrograms() {
        return namespace.startsWith(CHANNEL) || namespace.startsWith(ORGANIZATION) && !REPORTED.contains(channel);
    }

    /** Whether the log holds its publications. */
    public boolean logged() {
        return !namespace.startsWith(CHANNEL);
    }

    /** The topic with this {@link #name()}. */
    public static Topic parse(String name) {
        int colon = name.lastIndexOf(':');
        return new Topic(name.substring(0, colon), name.substring(colon + 1));
    }

    /** Its name in the log and in the log's locks. */
    public String name() {
        return namespace + ":" + channel;
    }

    @Override
    public int compareTo(Topic other) {
        return name().compareTo(other.name());
    }

    @Override
    public String toString() {
        return name();
    }
}
