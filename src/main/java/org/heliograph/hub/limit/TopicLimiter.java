package org.heliograph.hub.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Bounds what subscriptions cost this node. An open topic costs a queue, a place in the comparison with the log and a subscription at the
 * broker, and clients may invent names: so a topic counts against the user, or the address without one, whose subscription opened it,
 * until it is closed. All subscriptions of a user or address are bounded too.
 */
@ApplicationScoped
public class TopicLimiter {
    /** A topic that was admitted is opened within this time. */
    private static final long OPENING_MILLIS = 10_000;

    private final Map<Topic, Opener> openers = new HashMap<>();
    private final Map<String, Integer> opened = new HashMap<>();
    private SessionRegistry registry;
    private LongSupplier millis;
    private int mostTopics;
    private int mostTopicsOfOwner;
    private int mostSubscriptionsOfOwner;

    /** @param owner see {@link SessionRegistry#owner} @param atMillis when the topic was last asked for, monotonic */
    private record Opener(String owner, long atMillis) {}

    /** For the container's proxies. */
    protected TopicLimiter() {}

    @Inject
    TopicLimiter(SessionRegistry registry, Configuration configuration) {
        this(registry, configuration, MonotonicTime::millis);
    }

    /** @param millis see {@link MonotonicTime#millis} */
    TopicLimiter(SessionRegistry registry, Configuration configuration, LongSupplier millis) {
        this.registry = registry;
        this.millis = millis;
        mostTopics = configuration.get(SocketSettings.TOPICS);
        mostTopicsOfOwner = configuration.get(SocketSettings.TOPICS_PER_PEER);
        mostSubscriptionsOfOwner = configuration.get(SocketSettings.SUBSCRIPTIONS_PER_PEER);
    }

    /**
     * Whether a connection may subscribe to topics, which are then counted.
     *
     * @return false when one of them would be too many; then none is counted
     */
    public boolean admit(Connection connection, Collection<Topic> topics) {
        String owner = SessionRegistry.owner(connection);
        Set<Topic> added = new LinkedHashSet<>(topics);
        added.removeAll(connection.topics());
        if (registry.subscriptionsOf(connection) + added.size() > mostSubscriptionsOfOwner) {
            return false;
        }
        synchronized (this) {
            Set<Topic> fresh = new LinkedHashSet<>(added);
            fresh.removeIf(openers::containsKey);
            if (openers.size() + fresh.size() > mostTopics
                    || opened.getOrDefault(owner, 0) + fresh.size() > mostTopicsOfOwner) {
                return false;
            }
            long now = millis.getAsLong();
            added.forEach(topic ->
                    openers.merge(topic, new Opener(owner, now), (first, same) -> new Opener(first.owner(), now)));
            opened.merge(owner, fresh.size(), Integer::sum);
            return true;
        }
    }

    /** Whether a connection may have a filter of so many names, which is then counted like as many subscriptions. */
    public boolean admitFilter(Connection connection, int names) {
        if (registry.subscriptionsOf(connection) + names > mostSubscriptionsOfOwner) {
            return false;
        }
        registry.countFilter(connection, names);
        return true;
    }

    /** No longer counts the topics that are closed. @param open whether a topic is open on this node */
    public void release(Predicate<Topic> open) {
        long before = millis.getAsLong() - OPENING_MILLIS;
        synchronized (this) {
            openers.entrySet().removeIf(entry -> {
                if (entry.getValue().atMillis() > before || open.test(entry.getKey())) {
                    return false;
                }
                opened.computeIfPresent(
                        entry.getValue().owner(), (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
                return true;
            });
            opened.values().removeIf(count -> count == 0);
        }
    }

    /** The number of topics that are counted. */
    synchronized int size() {
        return openers.size();
    }
}
