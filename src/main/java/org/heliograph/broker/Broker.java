package org.heliograph.broker;

import java.util.function.Consumer;
import org.heliograph.event.Publication;

/**
 * Carries messages between nodes, fast and without a promise: what it loses, the log makes good. No method blocks but
 * {@link #tellAll} and {@link ChannelSubscriptions#awaitFollowing}, for a second at most.
 */
public interface Broker extends ChannelSubscriptions, AutoCloseable {
    /** Begins to hand what the other nodes send to the receiver; called once. */
    void start(Consumer<Message> receiver);

    /** Sends to the other nodes. */
    void publish(Message message);

    /**
     * Sends to every program that hears a channel, this node included, and returns when it has been sent: what is told next,
     * on whatever node, is heard after it.
     *
     * @param publication on a topic of {@link org.heliograph.event.Topic#ofChannel}
     * @return false when it has not been sent, so that whoever is here must be told otherwise; where the connection broke
     *     meanwhile it may have been sent or not, and counts as sent
     */
    boolean tellAll(Publication publication);

    /** Whether messages pass at this moment. */
    boolean connected();

    /** Ends its connections. */
    @Override
    void close();
}
