package org.heliograph.operations.node;

import java.util.List;

/** This node in JMX, as {@code org.heliograph:type=Node}. */
@Description("This node of Heliograph: its sockets, its jobs and its part of the log.")
public interface NodeMXBean {
    /** The name of the node in logs and on the broker. */
    @Description("The name of the node in logs and on the broker.")
    String getName();

    @Description("Whether it refuses new sockets and closes the open ones.")
    boolean isDraining();

    @Description("Open sockets and streams of this node.")
    int getOpenSockets();

    /** Open sockets of signed-in users. */
    @Description("Those of them that belong to signed-in users.")
    int getAuthenticatedSockets();

    /** Topics with at least one subscription on this node. */
    @Description("Topics with at least one subscription on this node.")
    int getActiveTopics();

    /** One line for each periodic job: name, period, end and duration of the last run, failures. */
    @Description("One line for each periodic job: name, period, end and duration of the last run, failures.")
    List<String> getJobs();

    /** Queries that the persistence provider has executed since the start; like the next ones -1 when it does not count. */
    @Description("Queries that Hibernate has executed since the start; -1 when it does not count.")
    long getQueriesExecuted();

    /** Statements that it has prepared; a batch of changes is one. */
    @Description("Statements that Hibernate has prepared; a batch counts once; -1 when it does not count.")
    long getStatementsPrepared();

    /** Flushes of changed entities. */
    @Description("Flushes of changed entities; -1 when Hibernate does not count.")
    long getFlushes();

    /** Transactions in which entities were used. */
    @Description("Transactions in which entities were used; -1 when Hibernate does not count.")
    long getTransactions();

    /** How long the oldest committed event has waited for its sequence number, as of the last second; 0 when none waits. */
    @Description(
            "How long the oldest committed event of the installation has waited for its sequence number, in milliseconds.")
    long getOldestPendingEventMillis();

    /** The id of the installation, which all nodes with the same database share. */
    @Description("The id of the installation, which all nodes with the same database share.")
    String getInstallation();

    /** Messages that nodes of another installation on the same Redis have sent, and this node ignored, since the start. */
    @Description("Messages on Redis of another installation, which were ignored.")
    long getOtherInstallationMessages();

    /** Messages of other programs that were refused, since only this installation publishes there. */
    @Description("Messages on Redis of other programs that were refused.")
    long getRefusedMessages();

    /** Messages that were not sent to Redis, or dropped when they came from it, since they were larger than the queue of a socket. */
    @Description("Messages on Redis that were larger than the queue of a socket.")
    long getOversizedMessages();

    /** Frames that were dropped, since they were larger than the queue of their socket. */
    @Description("Frames that were dropped, since they were larger than the queue of their socket.")
    long getOversizedFrames();

    /**
     * Drains the node: refuses new sockets and closes the open ones with 1001, spread evenly over a time.
     *
     * @param seconds that time; negative for the configured one
     */
    @Description(
            "Refuses new sockets and closes the open ones with 1001, spread evenly over so many seconds; negative for the configured time.")
    void drain(int seconds);

    /** Cancels the drain: sockets are accepted again. */
    @Description("Accepts sockets again.")
    void undrain();
}
