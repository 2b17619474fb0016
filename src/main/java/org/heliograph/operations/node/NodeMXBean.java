package org.heliograph.operations.node;

import java.util.List;

/** This node in JMX, as {@code org.heliograph:type=Node}. */
public interface NodeMXBean {
    /** The name of the node in logs and on the broker. */
    String getName();

    boolean isDraining();

    int getOpenSockets();

    /** Open sockets of signed-in users. */
    int getAuthenticatedSockets();

    /** Topics with at least one subscription on this node. */
    int getActiveTopics();

    /** One line for each periodic job: name, period, end and duration of the last run, failures. */
    List<String> getJobs();

    /** Queries that the persistence provider has executed since the start; like the next ones -1 when it does not count. */
    long getQueriesExecuted();

    /** Statements that it has prepared; a batch of changes is one. */
    long getStatementsPrepared();

    /** Flushes of changed entities. */
    long getFlushes();

    /** Transactions in which entities were used. */
    long getTransactions();

    /** How long the oldest committed event has waited for its sequence number, as of the last second; 0 when none waits. */
    long getOldestPendingEventMillis();

    /** The id of the installation, which all nodes with the same database share. */
    String getInstallation();

    /** Messages that nodes of another installation on the same Redis have sent, and this node ignored, since the start. */
    long getOtherInstallationMessages();

    /** Messages of other programs that were refused, since only this installation publishes there. */
    long getRefusedMessages();

    /** Messages that were not sent to Redis, or dropped when they came from it, since they were larger than the queue of a socket. */
    long getOversizedMessages();

    /** Frames that were dropped, since they were larger than the queue of their socket. */
    long getOversizedFrames();

    /**
     * Drains the node: refuses new sockets and closes the open ones with 1001, spread evenly over a time.
     *
     * @param seconds that time; negative for the configured one
     */
    void drain(int seconds);

    /** Cancels the drain: sockets are accepted again. */
    void undrain();
}
