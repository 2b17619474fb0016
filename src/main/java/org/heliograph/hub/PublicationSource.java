package org.heliograph.hub;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/** Where the hub's publications come from: the port to the log and to the other nodes. */
public interface PublicationSource {
    /** Returns when everything that is committed on the topics from now on will reach this node's hub, in order. */
    void open(Collection<Topic> topics);

    /** The epoch of the log, in which its sequence numbers are given. A position whose epoch is another one says nothing of this log. */
    String epoch();

    /** The last committed sequence number of each topic; a topic without publications may be absent. */
    Map<Topic, Long> positions(Collection<Topic> topics);

    /**
     * Reads a topic's publications from the log, in order. Blocks.
     *
     * @param after sequence number after which to read
     * @param limit maximum number of publications; fewer are returned only when the log has no more at this moment
     */
    List<Publication> read(Topic topic, long after, int limit);

    /** Runs a task that reads the log on another thread. Few run at the same time, so that other work keeps its threads. */
    void scheduleRead(Runnable task);

    /** Runs such a task after a pause, because the log cannot be read now. */
    void scheduleReadLater(Runnable task);
}
