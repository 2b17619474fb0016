package org.heliograph.operations.node;

/** What an administrator's JMX console sees and does of this node, as {@code org.heliograph:type=Node}. */
public interface NodeMXBean {
    /** What other nodes and the log call it. */
    String getName();

    boolean isDraining();

    int getOpenSockets();

    /** Of the open sockets those whose owner signed in. */
    int getAuthenticatedSockets();

    /** How many topics somebody here listens to. */
    int getActiveTopics();

    /**
     * Lets no new socket in and closes the open ones with 1001, evenly.
     *
     * @param seconds the time to do it in; negative for the time that is configured
     */
    void drain(int seconds);

    /** Lets sockets in again. */
    void undrain();
}
