package org.heliograph.broker;

import java.util.Optional;
import java.util.function.Consumer;
import org.heliograph.event.Publication;

/**
 * Carries messages between nodes, fast and without a guarantee: what it loses is read from the log. No method blocks except
 * {@link #publishShared} and {@link #awaitSubscribed}, which block for at most a second.
 */
public interface Broker extends AutoCloseable {
    /**
     * Starts to pass messages to the receiver: those of nodes of this installation, and those of other programs that may be published.
     * Called once.
     *
     * @param installation the id of this installation
     */
    void start(String installation, Consumer<Message> receiver);

    /** Receives a namespace's messages from now on; returns before the subscription is in force. */
    void subscribe(String namespace);

    /** Receives a namespace's messages no more. */
    void unsubscribe(String namespace);

    /** Waits until a namespace's subscription is in force, at most a second; returns at once while the broker is not connected. */
    void awaitSubscribed(String namespace);

    /** Sends a message to the other nodes. */
    void publish(Message message);

    /**
     * Sends a publication to all subscribers of a channel that is shared with other programs, this node included. Returns when it has
     * been sent, so that later publications, from whatever node, are delivered after it.
     *
     * @param publication on a topic of {@link org.heliograph.event.Topic#ofChannel}
     * @return false when it was not sent, so that the caller must deliver it to this node itself; true when it was sent, also when the
     *     connection broke or the second passed while it was being sent, although it may then not have arrived
     */
    boolean publishShared(Publication publication);

    /** Why messages do not pass at this moment, in words for the public health of the node; empty while they do. */
    Optional<String> problem();

    /** Whether messages pass at this moment. */
    default boolean connected() {
        return problem().isEmpty();
    }

    /** What it has ignored so far. */
    BrokerStatistics statistics();

    /** Closes its connections. */
    @Override
    void close();
}
