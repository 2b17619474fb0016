package org.heliograph.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.heliograph.broker.ChannelSubscriptions;
import org.heliograph.event.Topic;

/** The topics that this node follows: those that somebody here listens to, and for a while those that somebody did. */
final class TopicDeliveries {
    /** A topic is followed on for so long after it was asked for, or after its last listener was seen. */
    static final long LINGER_MILLIS = 10_000;

    private final Map<Topic, TopicDelivery> lanes = new ConcurrentHashMap<>();
    private final Map<Topic, Long> wanted = new ConcurrentHashMap<>();
    /** The wanted topics of each space; a space is there while it has any. */
    private final Map<String, Set<Topic>> spaces = new ConcurrentHashMap<>();

    private final TopicDelivery.Environment environment;
    private final ToLongFunction<Topic> position;
    private final ChannelSubscriptions following;
    private final LongSupplier clock;

    /**
     * @param position where a topic is in the log
     * @param clock    milliseconds
     */
    TopicDeliveries(
            TopicDelivery.Environment environment,
            ToLongFunction<Topic> position,
            ChannelSubscriptions following,
            LongSupplier clock) {
        this.environment = environment;
        this.position = position;
        this.following = following;
        this.clock = clock;
    }

    /** Returns when everything committed on the topics from now on will be delivered. */
    void open(Collection<Topic> topics) {
        // all of them before the first is waited for, so that they come together
        topics.forEach(this::want);
        topics.forEach(this::open);
    }

    private void want(Topic topic) {
        wanted.compute(topic, (same, at) -> {
            if (at == null) {
                follow(topic);
            }
            return clock.getAsLong();
        });
    }

    private void open(Topic topic) {
        if (!lanes.containsKey(topic)) {
            // Followed before the position is read: what is committed in between comes twice rather than never.
            following.awaitFollowing(topic.space());
            long next = topic.logged() ? position.applyAsLong(topic) + 1 : 1;
            wanted.compute(topic, (same, at) -> {
                if (at == null) {
                    // let go of meanwhile: it took that long
                    follow(topic);
                }
                lanes.computeIfAbsent(topic, absent -> new TopicDelivery(absent, next, environment));
                return clock.getAsLong();
            });
            if (topic.logged()) {
                lanes.get(topic).catchUp();
            }
        }
    }

    /** The lane of a topic; null when it is not followed. */
    TopicDelivery get(Topic topic) {
        return lanes.get(topic);
    }

    Set<Topic> topics() {
        return Set.copyOf(lanes.keySet());
    }

    /**
     * Lets go of topics that nobody has used for a while. The decision and the removal are one step on the topic's entry,
     * so that a topic asked for at this moment either stays or is opened anew.
     */
    void forgetUnless(Predicate<Topic> used) {
        for (Topic topic : wanted.keySet()) {
            long now = clock.getAsLong();
            if (used.test(topic)) {
                wanted.replace(topic, now);
            } else {
                wanted.computeIfPresent(topic, (same, at) -> {
                    if (now - at <= LINGER_MILLIS) {
                        return at;
                    }
                    TopicDelivery gone = lanes.remove(topic);
                    if (gone != null) {
                        gone.end();
                    }
                    unfollow(topic);
                    return null;
                });
            }
        }
    }

    /** Within its space's entry, as {@link #unfollow}, so that the two of a space come in the order in which they are meant. */
    private void follow(Topic topic) {
        spaces.compute(topic.space(), (space, topics) -> {
            Set<Topic> all = topics;
            if (all == null) {
                all = ConcurrentHashMap.newKeySet();
                following.follow(space);
            }
            all.add(topic);
            return all;
        });
    }

    private void unfollow(Topic topic) {
        spaces.computeIfPresent(topic.space(), (space, topics) -> {
            topics.remove(topic);
            if (!topics.isEmpty()) {
                return topics;
            }
            following.unfollow(space);
            return null;
        });
    }
}
