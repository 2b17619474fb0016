package org.heliograph.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.heliograph.event.Topic;

/** The topics that this node follows: those that somebody here listens to, and for a while those that somebody did. */
final class Lanes {
    /** A topic is followed on for so long after it was asked for, or after its last listener was seen. */
    static final long LINGER_MILLIS = 10_000;

    private final Map<Topic, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<Topic, Long> wanted = new ConcurrentHashMap<>();
    private final Object following = new Object();
    private final Lane.Surroundings surroundings;
    private final ToLongFunction<Topic> position;
    private final Consumer<Collection<String>> follow;
    private final Consumer<String> followed;
    private final LongSupplier clock;

    /**
     * @param position where a topic is in the log
     * @param follow   hears which spaces' messages are wanted from other nodes
     * @param followed returns when a space's messages come, or cannot come at present
     * @param clock    milliseconds
     */
    Lanes(
            Lane.Surroundings surroundings,
            ToLongFunction<Topic> position,
            Consumer<Collection<String>> follow,
            Consumer<String> followed,
            LongSupplier clock) {
        this.surroundings = surroundings;
        this.position = position;
        this.follow = follow;
        this.followed = followed;
        this.clock = clock;
    }

    /** Returns when everything committed on the topic from now on will be delivered. */
    void open(Topic topic) {
        wanted.put(topic, clock.getAsLong());
        if (!lanes.containsKey(topic)) {
            // Followed before the position is read: what is committed in between comes twice rather than never.
            followWanted();
            followed.accept(topic.space());
            long next = topic.logged() ? position.applyAsLong(topic) + 1 : 1;
            wanted.compute(topic, (same, at) -> {
                lanes.computeIfAbsent(topic, absent -> new Lane(absent, next, surroundings));
                return clock.getAsLong();
            });
            if (topic.logged()) {
                lanes.get(topic).catchUp();
            }
        }
    }

    /** The lane of a topic; null when it is not followed. */
    Lane get(Topic topic) {
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
        boolean fewer = false;
        for (Topic topic : wanted.keySet()) {
            long now = clock.getAsLong();
            if (used.test(topic)) {
                wanted.replace(topic, now);
            } else {
                fewer |= wanted.computeIfPresent(topic, (same, at) -> {
                            if (now - at <= LINGER_MILLIS) {
                                return at;
                            }
                            lanes.remove(topic);
                            return null;
                        })
                        == null;
            }
        }
        if (fewer) {
            followWanted();
        }
    }

    /** One at a time, or an older set of spaces could replace a newer one. */
    private void followWanted() {
        synchronized (following) {
            Set<String> spaces = new TreeSet<>();
            wanted.keySet().forEach(topic -> spaces.add(topic.space()));
            follow.accept(spaces);
        }
    }
}
