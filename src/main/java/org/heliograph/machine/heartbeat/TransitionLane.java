package org.heliograph.machine.heartbeat;

import java.util.ArrayDeque;
import java.util.Deque;

/** The transitions of one organisation that wait, in the order in which they arrived; shared by the queue and the groups that it gives out. */
final class TransitionLane {
    final String orgId;
    final Deque<PendingTransition> waiting = new ArrayDeque<>();
    /** Of those that wait. */
    final TransitionLoad load = new TransitionLoad();
    /** Whether a group with transitions of it is being committed. */
    boolean taken;

    TransitionLane(String orgId) {
        this.orgId = orgId;
    }

    void addLast(PendingTransition transition) {
        waiting.addLast(transition);
        load.add(transition);
    }

    void addFirst(PendingTransition transition) {
        waiting.addFirst(transition);
        load.add(transition);
    }
}
