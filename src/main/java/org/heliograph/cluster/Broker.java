package org.heliograph.cluster;

import java.util.Collection;
import java.util.function.Consumer;

/** Carries messages between nodes, fast and without a promise: what it loses, the log makes good. No method blocks. */
public interface Broker extends AutoCloseable {
    /** Begins to hand what the other nodes send to the receiver; called once. */
    void start(Consumer<Message> receiver);

    /** The spaces whose messages this node wants from now on; replaces what was wanted before. */
    void follow(Collection<String> spaces);

    /** Sends to the other nodes. */
    void publish(Message message);

    /** Whether messages pass at this moment. */
    boolean connected();

    /** Ends its connections. */
    @Override
    void close();
}
