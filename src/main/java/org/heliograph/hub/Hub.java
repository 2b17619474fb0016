package org.heliograph.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/** Who listens to what on this node; takes a topic's publications in order and gives each to every listener once. */
@ApplicationScoped
public class Hub {
    private static final Logger LOG = Logger.getLogger(Hub.class.getName());

    private final Map<Topic, Set<Connection>> listeners = new ConcurrentHashMap<>();
    private SessionRegistry registry;
    private PublicationSource feed;

    /** For the container's proxy. */
    protected Hub() {}

    @Inject
    public Hub(SessionRegistry registry, PublicationSource feed) {
        this.registry = registry;
        this.feed = feed;
    }

    /** A socket has opened. @param greeting its first frame, or null @return its place among those of the same owner */
    public SessionRegistry.Occupancy open(Connection connection, String greeting) {
        SessionRegistry.Occupancy occupancy = registry.add(connection);
        if (greeting != null) {
            connection.send(greeting);
        }
        return occupancy;
    }

    /** A socket has ended, whoever ended it, and also if it was never opened; may be called again. */
    public void close(Connection connection) {
        connection.closed();
        registry.remove(connection);
        List.copyOf(connection.topics()).forEach(topic -> leave(connection, topic));
    }

    /**
     * Lets a connection hear topics: all that is committed after the answer left reaches it, after the answer.
     *
     * @param answer the frame that confirms it; null for a dialect that confirms nothing
     */
    public void subscribe(Connection connection, Collection<Topic> topics, String answer) {
        subscribe(connection, topics, Map.of(), positions -> answer);
    }

    /**
     * Lets a connection hear topics, and resume in some of them: there it hears, after the answer, everything that was committed
     * after a position and then what is committed from now on, each with its position, once, in order, and whole: when its
     * peer is slow it reads on from the log. What the log has let go of meanwhile is told as a gap.
     *
     * @param since  where it resumes, for those of the topics in which it does
     * @param answer makes the frame that confirms it of the present positions of these topics; null for a dialect that
     *               confirms nothing
     */
    public void subscribe(
            Connection connection,
            Collection<Topic> topics,
            Map<Topic, ResumePoint> since,
            Function<Map<Topic, Long>, String> answer) {
        feed.openAll(topics);
        Map<Topic, Long> positions = positions(since.keySet());
        Map<Topic, Cursor> cursors = new HashMap<>();
        since.forEach(
                (topic, from) -> cursors.put(topic, new Cursor(topic, from, positions.get(topic), connection, feed)));
        connection.answerThen(
                answer.apply(positions), () -> topics.forEach(topic -> join(connection, topic, cursors.get(topic))));
        // whoever waited long for the positions may have joined what was let go of meanwhile, for want of listeners
        feed.openAll(topics);
        cursors.values().forEach(Cursor::begin);
    }

    /** Also of topics on which nothing was ever told: they are at 0. */
    private Map<Topic, Long> positions(Set<Topic> topics) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        Map<Topic, Long> positions = new HashMap<>(feed.positions(topics));
        topics.forEach(topic -> positions.putIfAbsent(topic, 0L));
        return positions;
    }

    /** Lets a connection hear topics no more. */
    public void unsubscribe(Connection connection, Collection<Topic> topics) {
        topics.forEach(topic -> leave(connection, topic));
    }

    private void join(Connection connection, Topic topic, Cursor cursor) {
        connection.resume(topic, cursor);
        connection.topics().add(topic);
        listeners.compute(topic, (same, set) -> {
            Set<Connection> joined = set == null ? ConcurrentHashMap.newKeySet() : set;
            joined.add(connection);
            return joined;
        });
    }

    private void leave(Connection connection, Topic topic) {
        connection.topics().remove(topic);
        listeners.computeIfPresent(topic, (same, set) -> {
            set.remove(connection);
            return set.isEmpty() ? null : set;
        });
        connection.resume(topic, null);
    }

    /** Whether anybody on this node listens to a topic. */
    public boolean hasListeners(Topic topic) {
        return listeners.containsKey(topic);
    }

    /** How many topics have a listener. */
    public int activeTopics() {
        return listeners.size();
    }

    /** How many connections on this node listen to each topic that has a listener. */
    public Map<Topic, Integer> audiences() {
        return listeners.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    /**
     * Gives publications of one topic, in order, to all who listen to it. One thread at a time for each topic.
     *
     * @param exceptId a connection that is not told, since it said so itself; null for none
     */
    public void publish(Topic topic, List<Publication> publications, String exceptId) {
        Set<Connection> audience = listeners.get(topic);
        if (audience == null) {
            return;
        }
        Map<Dialect, EncodedBatch> tellings = new IdentityHashMap<>();
        for (Connection connection : audience) {
            if (!connection.id().equals(exceptId)) {
                deliver(
                        connection,
                        topic,
                        tellings.computeIfAbsent(
                                connection.dialect(), dialect -> new EncodedBatch(dialect, publications)));
            }
        }
    }

    /** A fault with one socket ends that socket and is none of the others' business. */
    private static void deliver(Connection connection, Topic topic, EncodedBatch telling) {
        try {
            connection.deliver(topic, telling);
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.SEVERE, "a socket could not be told", fault);
            connection.close(Disconnect.INTERNAL_ERROR);
        }
    }
}
