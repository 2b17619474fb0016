package org.heliograph.operations.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the changes of one node's health and of its troubles, and keeps them until they are published: at most {@value #CAPACITY}, of
 * which the oldest go first. What does not last is no change ({@link Debouncer}).
 */
final class ChangeDetector {
    static final int CAPACITY = 200;

    private static final Duration BEGUN = Duration.ofSeconds(3);
    private static final Duration ENDED = Duration.ofSeconds(15);

    private final String node;
    private final Debouncer<HealthState> health = new Debouncer<>(HealthState.STARTING, HealthState::hold);
    private final Map<Trouble, Debouncer<Boolean>> troubles = new EnumMap<>(Trouble.class);
    /** What was said when a trouble began, and since when; of those that have not ended. */
    private final Map<Trouble, Open> open = new EnumMap<>(Trouble.class);

    private final Deque<SystemEvent> pending = new ArrayDeque<>();
    private long ordinal;

    private record Open(String severity, Instant since) {}

    ChangeDetector(String node) {
        this.node = node;
        for (Trouble trouble : Trouble.values()) {
            troubles.put(trouble, new Debouncer<>(false, (from, to) -> to ? BEGUN : ENDED));
        }
    }

    /**
     * Takes what is seen at a moment.
     *
     * @param symptoms of the troubles that the node has
     * @param nanos    of a clock that only rises
     * @param at       the same moment
     */
    synchronized void observe(HealthState state, Map<Trouble, Symptom> symptoms, long nanos, Instant at) {
        health.observe(state, nanos, at).ifPresent(change -> {
            ordinal++;
            add(SystemEvent.health(ordinal, node, state, change.from().status(), change.at()));
        });
        troubles.forEach((trouble, debouncer) -> {
            Optional<Debouncer.Change<Boolean>> change = debouncer.observe(symptoms.containsKey(trouble), nanos, at);
            change.ifPresent(found -> add(found.to(), trouble, symptoms.get(trouble), found.at()));
        });
    }

    private void add(boolean begun, Trouble trouble, Symptom symptom, Instant at) {
        ordinal++;
        if (begun) {
            open.put(trouble, new Open(symptom.severity(), at));
            add(SystemEvent.firing(ordinal, node, trouble, symptom, at));
        } else {
            Open ended = open.remove(trouble);
            add(SystemEvent.resolved(ordinal, node, trouble, ended.severity(), ended.since(), at));
        }
    }

    private void add(SystemEvent event) {
        if (pending.size() == CAPACITY) {
            pending.poll();
        }
        pending.add(event);
    }

    /** The health that was found last and that lasts. */
    synchronized HealthState health() {
        return health.reported();
    }

    /** What is to be published, oldest first. */
    synchronized List<SystemEvent> pending() {
        return List.copyOf(pending);
    }

    /** Removes what has been published. @param upTo its highest ordinal */
    synchronized void discard(long upTo) {
        pending.removeIf(event -> event.ordinal() <= upTo);
    }

    /** The end of everything that the node has reported: it stops. */
    synchronized List<SystemEvent> farewell(Instant at) {
        open.forEach((trouble, one) -> {
            ordinal++;
            add(SystemEvent.resolved(ordinal, node, trouble, one.severity(), one.since(), at));
        });
        open.clear();
        ordinal++;
        add(SystemEvent.health(
                ordinal, node, HealthState.STOPPED, health.reported().status(), at));
        return pending();
    }
}
