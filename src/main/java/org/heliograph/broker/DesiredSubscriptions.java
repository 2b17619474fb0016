package org.heliograph.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The channels that a node wants to hear. Any thread may change them; one looks at what has changed since it last did. */
final class DesiredSubscriptions {
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();

    void add(String channel) {
        wanted.add(channel);
        changed.add(channel);
    }

    void remove(String channel) {
        wanted.remove(channel);
        changed.add(channel);
    }

    boolean contains(String channel) {
        return wanted.contains(channel);
    }

    /** Shows every channel that is wanted. */
    void forEach(Consumer<String> look) {
        wanted.forEach(look);
    }

    /** Those that are wanted and not among others, at most so many. */
    List<String> without(Set<String> others, int most) {
        List<String> rest = new ArrayList<>();
        for (String channel : wanted) {
            if (!others.contains(channel)) {
                rest.add(channel);
            }
            if (rest.size() == most) {
                break;
            }
        }
        return rest;
    }

    /** Shows each channel that has become wanted or unwanted since the last time. */
    void takeChanges(Consumer<String> look) {
        for (String channel = changed.poll(); channel != null; channel = changed.poll()) {
            look.accept(channel);
        }
    }

    /** Nobody needs to be shown the changes until now: who looks next looks at everything. */
    void forgetChanges() {
        changed.clear();
    }
}
