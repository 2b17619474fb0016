package org.heliograph.cluster;

import java.util.Collection;
import java.util.function.Consumer;
import org.heliograph.event.Publication;

/**
 * Carries messages between nodes, fast and without a promise: what it loses, the log makes good. No method blocks but
 * {@link #awaitFollowing}.
 */
public interface Broker extends AutoCloseable {
    /** Begins to hand what the other nodes send to the receiver; called once. */
    void start(Consumer<Message> receiver);

    /** The spaces whose messages this node wants from now on; replaces what was wanted before. */
    void follow(Collection<String> spaces);

    /** Waits, a second at most, until what is sent to a followed space comes here; returns at once while nothing passes. */
    void awaitFollowing(String space);

    /** Sends to the other nodes. */
    void publish(Message message);

    /**
     * Sends to every program that hears a channel, this node included.
     *
     * @param publication on a topic of {@link org.heliograph.event.Topic#ofChannel}
     * @return false when it cannot be sent, so that whoever is here must be told otherwise
     */
    boolean tellAll(Publication publication);

    /** Whether messages pass at this moment. */
    boolean connected();

    /** Ends its connections. */
    @Override
    void close();
}
