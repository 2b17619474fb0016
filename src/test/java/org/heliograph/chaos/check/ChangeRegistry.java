package org.heliograph.chaos.check;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.heliograph.chaos.model.ExpectedEvent;

/** All changes that writers asked for; each is written down before it is asked for. */
public final class ChangeRegistry {
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

    /** A change whose outcome nobody knows yet. */
    public Change begin(Set<ExpectedEvent> expected) {
        return add(new Change(expected, Change.Outcome.UNKNOWN));
    }

    /** A change that cannot succeed. */
    public Change beginRejected(Set<ExpectedEvent> expected) {
        return add(new Change(expected, Change.Outcome.REJECTED));
    }

    private Change add(Change change) {
        changes.add(change);
        return change;
    }

    /** How many changes came out like that. */
    public long count(Change.Outcome outcome) {
        return changes.stream().filter(change -> change.outcome() == outcome).count();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }
}
