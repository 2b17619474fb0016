package org.heliograph.chaos.check;

import java.util.Set;
import org.heliograph.chaos.truth.Fact;

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
        DOOMED
    }

    private final Set<Fact> facts;
    private volatile Outcome outcome;

    Change(Set<Fact> facts, Outcome outcome) {
        this.facts = facts;
        this.outcome = outcome;
    }

    /** It was answered as done. */
    public void acknowledge() {
        outcome = Outcome.ACKNOWLEDGED;
    }

    Set<Fact> facts() {
        return facts;
    }

    Outcome outcome() {
        return outcome;
    }
}
