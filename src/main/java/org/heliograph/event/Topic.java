package org.heliograph.event;

import java.util.Objects;

/**
 * An ordered stream of publications. Positions are counted for each topic on its own.
 *
 * @param space   whom the stream belongs to, such as {@code org:acme}; nodes exchange a space's publications on the
 *                broker channel {@code ws:<space>}
 * @param channel the stream's name within its space, such as {@code machines}; has no colon
 */
public record Topic(String space, String channel) implements Comparable<Topic> {
    /** Begins the space of every channel that other programs share. */
    public static final String CHANNEL = "channel:";

    public Topic {
        Objects.requireNonNull(space);
        if (space.isEmpty() || channel.isEmpty() || channel.indexOf(':') >= 0) {
            throw new IllegalArgumentException("not a topic: " + space + ":" + channel);
        }
    }

    /** The topic of one channel of an organisation. */
    public static Topic ofOrganization(String organizationId, String channel) {
        return new Topic("org:" + organizationId, channel);
    }

    /**
     * The topic of a channel that other programs publish on as well, under its own name and verbatim. What is told there is
     * never logged.
     *
     * @param name such as {@code apps:created}
     */
    public static Topic ofChannel(String name) {
        return new Topic(CHANNEL + name, "data");
    }

    /** Whether the log holds what is published here. */
    public boolean logged() {
        return !space.startsWith(CHANNEL);
    }

    /** The topic whose {@link #name()} this is. */
    public static Topic parse(String name) {
        int colon = name.lastIndexOf(':');
        return new Topic(name.substring(0, colon), name.substring(colon + 1));
    }

    /** The name under which the log and its locks know the topic. */
    public String name() {
        return space + ":" + channel;
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
