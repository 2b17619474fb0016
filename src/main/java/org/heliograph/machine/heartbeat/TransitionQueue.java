package org.heliograph.machine.heartbeat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The transitions that wait to be committed, by organisation. Organisations take turns, so that none waits for the flood of another. What
 * an organisation has waiting becomes one group; several organisations share a group when more of them wait than there are writers. At
 * most one group with transitions of an organisation is taken at a time, and a group contains a machine at most once, so that each of its
 * changes is published.
 *
 * <p>The queue is bounded in number and in bytes: {@link TransitionBounds}.
 */
final class TransitionQueue {
    /** How long a transition rests whose machine was locked by another transaction. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final TransitionBounds bounds;
    private final int groupSize;
    private final LongSupplier nanoTime;
    private final Map<String, TransitionLane> lanes = new HashMap<>();
    /** The lanes that may be taken, in turn. */
    private final Deque<TransitionLane> ready = new ArrayDeque<>();
    /** In the order in which they end. */
    private final Deque<Rest> resting = new ArrayDeque<>();

    private final Set<Group> taken = new LinkedHashSet<>();
    private final TransitionLoad load = new TransitionLoad();
    private int idleWriters;
    private boolean closed;

    private record Rest(PendingTransition transition, long until) {}

    /** Transitions to commit together. */
    static final class Group {
        private final List<PendingTransition> transitions = new ArrayList<>();
        private final List<TransitionLane> lanes = new ArrayList<>();

        List<PendingTransition> transitions() {
            return transitions;
        }
    }

    /** @param groupSize the maximum number of transitions in a group */
    TransitionQueue(TransitionBounds bounds, int groupSize, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.groupSize = groupSize;
        this.nanoTime = nanoTime;
    }

    /** Adds a transition. @return false when the queue is full or closed */
    synchronized boolean add(PendingTransition transition) {
        TransitionLane lane = lanes.get(transition.orgId());
        TransitionLoad own = lane == null ? new TransitionLoad() : lane.load;
        if (closed || !bounds.admit(transition, load, own, lanes.size())) {
            return false;
        }
        load.add(transition);
        enqueue(transition);
        return true;
    }

    private void enqueue(PendingTransition transition) {
        TransitionLane lane = lanes.computeIfAbsent(transition.orgId(), TransitionLane::new);
        lane.addLast(transition);
        if (!lane.taken && lane.waiting.size() == 1) {
            ready.add(lane);
        }
        notifyAll();
    }

    /** Waits for transitions and takes a group, which must be {@link #release released}. @return null when the queue is closed and empty */
    synchronized Group take() throws InterruptedException {
        for (; ; ) {
            wakeResting();
            Group group = takeReady();
            if (!group.transitions.isEmpty()) {
                return group;
            }
            if (closed && load.count() == 0) {
                return null;
            }
            idleWriters++;
            try {
                wait(millisToWait());
            } finally {
                idleWriters--;
            }
        }
    }

    private long millisToWait() {
        if (resting.isEmpty()) {
            return 0;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(resting.peek().until - nanoTime.getAsLong());
        return Math.max(1, millis);
    }

    private void wakeResting() {
        while (!resting.isEmpty() && nanoTime.getAsLong() - resting.peek().until >= 0) {
            enqueue(resting.poll().transition);
        }
    }

    /** A fault, such as no memory, loses no transition: {@link #repair} then gives the lanes their turn again. */
    private Group takeReady() {
        Group group = new Group();
        try {
            fill(group);
            if (!group.transitions.isEmpty()) {
                taken.add(group);
            }
            return group;
        } catch (RuntimeException | Error fault) {
            for (int i = group.transitions.size() - 1; i >= 0; i--) {
                PendingTransition transition = group.transitions.get(i);
                lanes.get(transition.orgId()).addFirst(transition);
            }
            group.lanes.forEach(lane -> lane.taken = false);
            throw fault;
        }
    }

    private void fill(Group group) {
        Set<String> machines = new HashSet<>();
        while (!ready.isEmpty() && group.transitions.size() < groupSize) {
            TransitionLane lane = ready.poll();
            int before = group.transitions.size();
            fill(group, machines, lane);
            if (group.transitions.size() == before) {
                // all of its requests have timed out
                leave(lane);
                continue;
            }
            lane.taken = true;
            group.lanes.add(lane);
            if (ready.size() <= idleWriters) {
                break;
            }
        }
    }

    private void fill(Group group, Set<String> machines, TransitionLane lane) {
        Iterator<PendingTransition> waiting = lane.waiting.iterator();
        while (waiting.hasNext() && group.transitions.size() < groupSize) {
            PendingTransition transition = waiting.next();
            if (transition.stored().isDone()) {
                waiting.remove();
                lane.load.remove(transition);
                load.remove(transition);
            } else if (machines.add(transition.machineId())) {
                // in this order: the first may fail
                group.transitions.add(transition);
                waiting.remove();
                lane.load.remove(transition);
            }
        }
    }

    /** Gives lanes their turn that have lost it by a fault; called every second. */
    synchronized void repair() {
        List<TransitionLane> waiting = lanes.values().stream()
                .filter(lane -> !lane.taken && !lane.waiting.isEmpty())
                .toList();
        if (waiting.size() != ready.size()) {
            ready.clear();
            ready.addAll(waiting);
            notifyAll();
        }
    }

    /**
     * Ends a group, after which others of its organisations may be taken.
     *
     * @param locked those of its transitions that are not done, since another transaction has locked their machines; they come again
     */
    synchronized void release(Group group, List<PendingTransition> locked) {
        int rested = 0;
        try {
            taken.remove(group);
            long until = nanoTime.getAsLong() + REST_NANOS;
            for (PendingTransition transition : locked) {
                resting.add(new Rest(transition, until));
                rested++;
            }
        } finally {
            // those that rest are still here
            load.removeAll(group.transitions);
            load.addAll(locked.subList(0, rested));
            group.lanes.forEach(lane -> lane.taken = false);
            group.lanes.forEach(this::leave);
            notifyAll();
        }
    }

    private void leave(TransitionLane lane) {
        if (lane.waiting.isEmpty()) {
            lanes.remove(lane.orgId);
        } else {
            ready.add(lane);
        }
    }

    /** The transitions, also of groups that are taken, whose senders have waited for too long. */
    synchronized List<PendingTransition> expired() {
        long now = nanoTime.getAsLong();
        List<PendingTransition> expired = new ArrayList<>();
        lanes.values().forEach(lane -> expired.addAll(lane.waiting));
        resting.forEach(rest -> expired.add(rest.transition));
        taken.forEach(group -> expired.addAll(group.transitions));
        expired.removeIf(
                transition -> !transition.isExpired(now) || transition.stored().isDone());
        return expired;
    }

    /** The number of transitions that wait or are being committed. */
    synchronized int size() {
        return load.count();
    }

    /** Takes no more transitions. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
