package org.heliograph.broker.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The Redis channels that a node wants to receive. Any thread may change them; one thread applies the changes. */
final class DesiredSubscriptions {
    private final Set<String> desired = ConcurrentHashMap.newKeySet();
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();

    void add(String channel) {
        desired.add(channel);
        changed.add(channel);
    }

    void remove(String channel) {
        desired.remove(channel);
        changed.add(channel);
    }

    boolean contains(String channel) {
        return desired.contains(channel);
    }

    void forEach(Consumer<String> action) {
        desired.forEach(action);
    }

    /** Desired channels that are not in a set, up to a limit. */
    List<String> missingFrom(Set<String> channels, int limit) {
        List<String> missing = new ArrayList<>();
        for (String channel : desired) {
            if (!channels.contains(channel)) {
                missing.add(channel);
            }
            if (missing.size() == limit) {
                break;
            }
        }
        return missing;
    }

    /** Removes the channels that were added or removed since the last call, and passes on each. */
    void takeChanges(Consumer<String> action) {
        for (String channel = changed.poll(); channel != null; channel = changed.poll()) {
            action.accept(channel);
        }
    }

    /** Discards the recorded changes: the next connection starts from all desired channels. */
    void discardChanges() {
        changed.clear();
    }
}
