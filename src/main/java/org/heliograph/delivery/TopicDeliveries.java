package org.heliograph.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.heliograph.broker.Broker;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * The topics that this node delivers: those with a subscriber or listener here, and for a while those that had one. Subscribes to each
 * topic's namespace at the broker.
 */
final class TopicDeliveries {
    /** How long a topic is kept open after it was requested, or after it was last in use. */
    static final long LINGER_MILLIS = 10_000;

    private final Map<Topic, TopicDelivery> deliveries = new ConcurrentHashMap<>();
    /** The open topics, and when each was last requested or in use. */
    private final Map<Topic, Long> lastUse = new ConcurrentHashMap<>();
    /** The open topics of each namespace; a namespace is present while it has any. */
    private final Map<String, Set<Topic>> namespaces = new ConcurrentHashMap<>();

    private final DeliveryEnvironment environment;
    private final ToLongFunction<Topic> position;
    private final Broker broker;
    private final LongSupplier clock;

    /**
     * @param position reads a topic's last committed sequence number
     * @param clock    see {@link org.heliograph.platform.MonotonicTime#millis}
     */
    TopicDeliveries(
            DeliveryEnvironment environment, ToLongFunction<Topic> position, Broker broker, LongSupplier clock) {
        this.environment = environment;
        this.position = position;
        this.broker = broker;
        this.clock = clock;
    }

    /** Returns when everything that is committed on the topics from now on will be delivered. */
    void open(Collection<Topic> topics) {
        // request all before waiting for the first, so that the subscriptions are confirmed together
        topics.forEach(this::request);
        topics.forEach(this::open);
    }

    private void request(Topic topic) {
        lastUse.compute(topic, (same, at) -> {
            if (at == null) {
                subscribe(topic);
            }
            return clock.getAsLong();
        });
    }

    private void open(Topic topic) {
        if (!deliveries.containsKey(topic)) {
            // subscribed before the position is read: what is committed in between arrives twice rather than never
            broker.awaitSubscribed(topic.namespace());
            // first the epoch: with an older one the comparison with the log rewinds the delivery, with a newer one it
            // would not
            String epoch = environment.epoch();
            LogPosition from = new LogPosition(topic.logged() ? position.applyAsLong(topic) : 0, epoch);
            lastUse.compute(topic, (same, at) -> {
                if (at == null) {
                    // discarded meanwhile, since reading the position took so long
                    subscribe(topic);
                }
                deliveries.computeIfAbsent(topic, absent -> new TopicDelivery(absent, from, environment));
                return clock.getAsLong();
            });
            if (topic.logged()) {
                deliveries.get(topic).catchUp();
            }
        }
    }

    /** Passes a publication to the delivery of its topic; nothing happens when the topic is not open. */
    void offer(Publication publication) {
        TopicDelivery delivery = deliveries.get(publication.topic());
        if (delivery != null) {
            delivery.offer(publication);
        }
    }

    /** The delivery of a topic; null when the topic is not open. */
    TopicDelivery get(Topic topic) {
        return deliveries.get(topic);
    }

    /** The open topics, as a set of the caller's. */
    Set<Topic> topics() {
        return new HashSet<>(deliveries.keySet());
    }

    /**
     * Discards topics that have not been in use for a while. Decision and removal are one step on the topic's entry, so that a topic that
     * is requested at this moment either stays open or is opened again.
     */
    void discardUnless(Predicate<Topic> inUse) {
        for (Topic topic : lastUse.keySet()) {
            long now = clock.getAsLong();
            if (inUse.test(topic)) {
                lastUse.replace(topic, now);
            } else {
                lastUse.computeIfPresent(topic, (same, at) -> {
                    if (now - at <= LINGER_MILLIS) {
                        return at;
                    }
                    TopicDelivery discarded = deliveries.remove(topic);
                    if (discarded != null) {
                        discarded.end();
                    }
                    unsubscribe(topic);
                    return null;
                });
            }
        }
    }

    /** Like {@link #unsubscribe} a step on the namespace's entry, so that the broker gets the calls of a namespace in their order. */
    private void subscribe(Topic topic) {
        namespaces.compute(topic.namespace(), (namespace, topics) -> {
            Set<Topic> all = topics;
            if (all == null) {
                all = ConcurrentHashMap.newKeySet();
                broker.subscribe(namespace);
            }
            all.add(topic);
            return all;
        });
    }

    private void unsubscribe(Topic topic) {
        namespaces.computeIfPresent(topic.namespace(), (namespace, topics) -> {
            topics.remove(topic);
            if (!topics.isEmpty()) {
                return topics;
            }
            broker.unsubscribe(namespace);
            return null;
        });
    }
}
