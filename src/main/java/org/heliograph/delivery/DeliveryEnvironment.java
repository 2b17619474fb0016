package org.heliograph.delivery;

import java.util.List;
import java.util.concurrent.Executor;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/** What a delivery needs from its node. */
interface DeliveryEnvironment extends Executor {
    /** Runs a task that reads the log on a thread that may wait for the database. */
    void executeRead(Runnable task);

    /** Reads the log, and waits for the database; see {@link org.heliograph.eventlog.EventLog#read}. */
    List<Publication> read(Topic topic, long after, int limit);

    /** Passes publications on, in order; called by one thread at a time for each topic. Throws only if it has passed on none of them. */
    void deliver(Topic topic, List<Publication> publications);

    /** The log has lost what lay behind a position: delivery continues there. Called by the thread that delivers. */
    void rewound(Topic topic, long position);

    /** Calls {@link TopicDelivery#gapTimeout()} when a missing sequence number has been waited for long enough. */
    void scheduleGapTimeout(TopicDelivery delivery);
}
