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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.platform.QuietLogger;

/** The subscriptions of this node's connections; fans out each topic's publications, in order and once to each subscriber. */
@ApplicationScoped
public class Hub {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(Hub.class.getName()));

    private final Map<Topic, Set<Connection>> subscribers = new ConcurrentHashMap<>();
    private SessionRegistry registry;
    private PublicationSource source;

    /** For the container's proxy. */
    protected Hub() {}

    @Inject
    public Hub(SessionRegistry registry, PublicationSource source) {
        this.registry = registry;
        this.source = source;
    }

    /**
     * Registers a connection.
     *
     * @param greeting its first frame; null for none
     * @return how many connections its address and its user now have
     */
    public SessionRegistry.Occupancy open(Connection connection, String greeting) {
        SessionRegistry.Occupancy occupancy = registry.add(connection);
        if (greeting != null) {
            connection.send(greeting);
        }
        return occupancy;
    }

    /** Removes a connection that has ended, whichever side ended it. May be called again, and for one that was never opened. */
    public void close(Connection connection) {
        connection.closed();
        registry.remove(connection);
        List.copyOf(connection.topics()).forEach(topic -> leave(connection, topic));
    }

    /**
     * Subscribes a connection to topics: everything that is committed after the reply has been queued is delivered, after the reply.
     *
     * @param reply the frame that confirms the subscription; null for a dialect that confirms nothing
     */
    public void subscribe(Connection connection, Collection<Topic> topics, String reply) {
        subscribe(connection, topics, Map.of(), positions -> reply);
    }

    /**
     * Subscribes a connection to topics and resumes some of them. A resumed topic is delivered, after the reply, from its resume point
     * on, each publication with its sequence number, once, in order and complete: a slow peer is served from the log. Publications that
     * the log has purged are reported as a gap.
     *
     * @param since the resume points of those topics that are resumed
     * @param reply encodes the frame that confirms the subscription, given the ends of the logs of the resumed topics; returns null for a
     *              dialect that confirms nothing
     */
    public void subscribe(
            Connection connection,
            Collection<Topic> topics,
            Map<Topic, ResumePoint> since,
            Function<Map<Topic, LogPosition>, String> reply) {
        source.open(topics);
        Map<Topic, LogPosition> ends = ends(since.keySet());
        Map<Topic, Cursor> cursors = new HashMap<>();
        since.forEach(
                (topic, from) -> cursors.put(topic, new Cursor(topic, from, ends.get(topic), connection, source)));
        connection.replyThen(
                reply.apply(ends), () -> topics.forEach(topic -> join(connection, topic, cursors.get(topic))));
        if (!connection.isOpen()) {
            // a close does not wait for the reply, and may not have found the topics
            unsubscribe(connection, topics);
        }
        // again: reading the positions may have taken so long that a topic was closed meanwhile, having no subscriber
        // yet
        source.open(topics);
        cursors.values().forEach(Cursor::begin);
        if (ends.values().stream().anyMatch(end -> !end.epoch().equals(source.epoch()))) {
            // the log was restored before the rewind could find this subscription
            connection.close(Disconnect.GOING_AWAY);
        }
    }

    /** The end of every topic's log, 0 for those without publications. */
    private Map<Topic, LogPosition> ends(Set<Topic> topics) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        // first the epoch: with an older one the position counts for nothing, with a newer one it would be wrong
        String epoch = source.epoch();
        Map<Topic, Long> positions = source.positions(topics);
        return topics.stream()
                .collect(Collectors.toMap(
                        topic -> topic, topic -> new LogPosition(positions.getOrDefault(topic, 0L), epoch)));
    }

    /** Ends the connection's subscriptions to the topics. */
    public void unsubscribe(Connection connection, Collection<Topic> topics) {
        topics.forEach(topic -> leave(connection, topic));
    }

    private void join(Connection connection, Topic topic, Cursor cursor) {
        connection.resume(topic, cursor);
        if (connection.topics().add(topic)) {
            registry.countSubscriptions(connection, 1);
        }
        subscribers.compute(topic, (same, set) -> {
            Set<Connection> joined = set == null ? ConcurrentHashMap.newKeySet() : set;
            joined.add(connection);
            return joined;
        });
    }

    private void leave(Connection connection, Topic topic) {
        if (connection.topics().remove(topic)) {
            registry.countSubscriptions(connection, -1);
        }
        subscribers.computeIfPresent(topic, (same, set) -> {
            set.remove(connection);
            return set.isEmpty() ? null : set;
        });
        connection.resume(topic, null);
    }

    /** Whether the topic has a subscriber on this node. */
    public boolean hasSubscribers(Topic topic) {
        return subscribers.containsKey(topic);
    }

    /** The number of topics with a subscriber on this node. */
    public int activeTopics() {
        return subscribers.size();
    }

    /** The number of subscribers on this node of each topic that has one. */
    public Map<Topic, Integer> subscriberCounts() {
        return subscribers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    /**
     * Delivers publications of one topic, in order, to its subscribers, encoded once for each dialect. Those of a topic must come from
     * one thread at a time, in order of their sequence numbers.
     *
     * @param epoch of the log that has them: connections that resume in another one do not get them
     */
    public void fanOut(Topic topic, String epoch, List<Publication> publications) {
        fanOut(topic, epoch, publications, null);
    }

    /**
     * Delivers publications that are in no log, to connections that resume without a sequence number.
     *
     * @param exceptId id of a connection that does not get them, since it sent them; null for none
     */
    public void fanOut(Topic topic, List<Publication> publications, String exceptId) {
        fanOut(topic, null, publications, exceptId);
    }

    private void fanOut(Topic topic, String epoch, List<Publication> publications, String exceptId) {
        Set<Connection> audience = subscribers.get(topic);
        if (audience == null) {
            return;
        }
        Map<Dialect, EncodedBatch> batches = new IdentityHashMap<>();
        FlushPlan flushes = new FlushPlan();
        // made before the first delivery: an error from here on would repeat what has been delivered
        Consumer<Connection> delivery = connection -> {
            EncodedBatch batch = batches.computeIfAbsent(
                    connection.dialect(), dialect -> new EncodedBatch(dialect, publications, epoch));
            if (connection.deliver(topic, batch)) {
                flushes.add(connection);
            }
        };
        try {
            Throwable logged = null;
            for (Connection connection : audience) {
                if (!connection.id().equals(exceptId)) {
                    logged = isolate(connection, delivery, logged);
                }
            }
        } finally {
            flushes.run();
        }
    }

    /**
     * The log of a topic has lost what lay behind a position, since the database was restored from a backup: connections that resume get
     * a gap for what they have and the log no longer has, and continue behind the position.
     *
     * @param end where the delivery of the topic continues, with the epoch of the log
     */
    public void rewind(Topic topic, LogPosition end) {
        Consumer<Connection> rewind = connection -> connection.rewind(topic, end);
        Throwable logged = null;
        for (Connection connection : subscribers.getOrDefault(topic, Set.of())) {
            logged = isolate(connection, rewind, logged);
        }
    }

    /**
     * A fault with one connection closes that connection and must not affect the others. Throws nothing.
     *
     * @param logged the fault that was logged last; null for none. A fault that connections share is logged once
     * @return the fault that was logged last from now on
     */
    private static Throwable isolate(Connection connection, Consumer<Connection> delivery, Throwable logged) {
        try {
            delivery.accept(connection);
            return logged;
        } catch (RuntimeException | Error fault) {
            connection.close(Disconnect.INTERNAL_ERROR);
            if (fault != logged) {
                LOG.log(Level.SEVERE, fault, () -> "could not deliver to a connection");
            }
            return fault;
        }
    }
}
