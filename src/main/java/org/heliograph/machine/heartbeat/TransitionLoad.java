package org.heliograph.machine.heartbeat;

import java.util.Collection;

/** How many transitions there are, and how many bytes they hold; of an organisation or of all. Not thread-safe. */
final class TransitionLoad {
    private int count;
    private long bytes;

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    void add(PendingTransition transition) {
        count++;
        bytes += transition.bytes();
    }

    void remove(PendingTransition transition) {
        count--;
        bytes -= transition.bytes();
    }

    void removeAll(Collection<PendingTransition> transitions) {
        transitions.forEach(this::remove);
    }

    void addAll(Collection<PendingTransition> transitions) {
        transitions.forEach(this::add);
    }
}
