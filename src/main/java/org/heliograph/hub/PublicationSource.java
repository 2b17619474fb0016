package org.heliograph.hub;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/** Where the hub's publications come from; implemented by whoever links the nodes. */
public interface PublicationSource {
    /** Returns when everything committed on the topic from now on will reach this node's hub, in order. */
    void open(Topic topic);

    /** The same for several topics, which need not wait for one another. */
    default void openAll(Collection<Topic> topics) {
        topics.forEach(this::open);
    }

    /** The last committed positions of the topics; 0 where nothing was ever published. */
    Map<Topic, Long> positions(Collection<Topic> topics);

    /**
     * What the log holds of a topic after a position, in order. Blocks.
     *
     * @param limit how many at most; fewer mean that there are no more at this moment
     */
    List<Publication> read(Topic topic, long after, int limit);

    /** Runs something that reads, soon, on another thread; a few at a time, so that who catches up slows nobody else. */
    void schedule(Runnable reading);
}
