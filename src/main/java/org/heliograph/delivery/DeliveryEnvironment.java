package org.heliograph.delivery;

import java.util.List;
import java.util.concurrent.Executor;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/** What a delivery needs from its node. */
interface DeliveryEnvironment extends Executor {
    /** Runs a task that reads the log on a thread that may wait for the database. */
    void executeRead(Runnable task);

    /** Reads the log, and waits for the database; see {@link org.heliograph.eventlog.EventLog#read}. */
    List<Publication> read(Topic topic, long after, int limit);

    /** The epoch of the log, as this node knows it. */
    String epoch();

    /**
     * Passes publications on, in order; called by one thread at a time for each topic. Throws only if it has passed on none of them.
     *
     * @param epoch of the log that is delivered
     */
    void deliver(Topic topic, String epoch, List<Publication> publications);

    /** The log is another one: delivery continues behind a position of it. Called by the thread that delivers. */
    void rewound(Topic topic, LogPosition position);

    /** Calls {@link TopicDelivery#gapTimeout()} when a missing sequence number has been waited for long enough. */
    void scheduleGapTimeout(TopicDelivery delivery);
}
