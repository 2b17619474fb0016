package org.heliograph.chaos.check;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.heliograph.chaos.model.ExpectedEvent;

/** All changes requested by writers. Each is registered before its request. */
public final class ChangeRegistry {
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

    /** Registers a change of unknown outcome. */
    public Change begin(Set<ExpectedEvent> expected) {
        return add(new Change(expected, Change.Outcome.UNKNOWN));
    }

    /** Registers a change that the database rejects. */
    public Change beginRejected(Set<ExpectedEvent> expected) {
        return add(new Change(expected, Change.Outcome.REJECTED));
    }

    private Change add(Change change) {
        changes.add(change);
        return change;
    }

    /** Called before a backup is made: what is acknowledged by now is in it. */
    public void settle() {
        changes.forEach(Change::settle);
    }

    /** Called when the backup was restored and no request is under way: what was not acknowledged before it may be lost, as a whole. */
    public void doubt() {
        changes.forEach(Change::doubt);
    }

    /** The number of changes with an outcome. */
    public long count(Change.Outcome outcome) {
        return changes.stream().filter(change -> change.outcome() == outcome).count();
    }

    /** The number of changes that were acknowledged or rolled back. */
    public long ended() {
        return changes.stream()
                .filter(change -> change.outcome() != Change.Outcome.UNKNOWN)
                .count();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }
}
