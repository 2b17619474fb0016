package org.heliograph.chaos.check;

import java.util.Set;
import org.heliograph.chaos.model.ExpectedEvent;

/** One transaction that a writer asked for, and what came of it as far as the writer was told. */
public final class Change {
    /** What a writer knows. */
    public enum Outcome {
        /** It was answered as done: the log must have all of it. */
        ACKNOWLEDGED,
        /**
         * It failed, or nothing was answered: the node was killed, or the connection to its database was cut, before, during or
         * after the commit. Either is right, and the log decides; but it has all of it or nothing.
         */
        UNKNOWN,
        /** The database refuses it, at the latest at its commit: the log must have nothing of it. */
        REJECTED
    }

    private final Set<ExpectedEvent> expected;
    private volatile Outcome outcome;

    Change(Set<ExpectedEvent> expected, Outcome outcome) {
        this.expected = expected;
        this.outcome = outcome;
    }

    /** It was answered as done. */
    public void acknowledge() {
        outcome = Outcome.ACKNOWLEDGED;
    }

    Set<ExpectedEvent> expected() {
        return expected;
    }

    Outcome outcome() {
        return outcome;
    }
}
