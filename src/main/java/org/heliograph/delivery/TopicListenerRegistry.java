package org.heliograph.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.QuietLogger;

/** The components of this node that receive topics. */
final class TopicListenerRegistry {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(TopicListenerRegistry.class.getName()));

    private final Map<Topic, List<TopicListener>> listeners = new ConcurrentHashMap<>();

    void add(TopicListener listener) {
        listeners
                .computeIfAbsent(listener.topic(), topic -> new CopyOnWriteArrayList<>())
                .add(listener);
    }

    /** The topics that have a listener. */
    Set<Topic> topics() {
        return Set.copyOf(listeners.keySet());
    }

    boolean contains(Topic topic) {
        return listeners.containsKey(topic);
    }

    /** Passes publications of a topic to its listeners. One that fails gets the next ones all the same. Throws nothing. */
    void deliver(Topic topic, List<Publication> publications) {
        for (TopicListener listener : listeners.getOrDefault(topic, List.of())) {
            for (Publication publication : publications) {
                deliver(listener, publication);
            }
        }
    }

    private static void deliver(TopicListener listener, Publication publication) {
        try {
            listener.accept(publication);
        } catch (RuntimeException | Error failed) {
            // one publication must not keep the next ones from the listener, whatever the log does
            LOG.log(
                    DatabaseException.logLevel(failed),
                    failed,
                    () -> "a listener failed on " + publication.topic() + " " + publication.seq());
        }
    }
}
