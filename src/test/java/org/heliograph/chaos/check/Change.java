package org.heliograph.chaos.check;

import java.util.Set;
import org.heliograph.chaos.model.ExpectedEvent;

/** One transaction requested by a writer, with its outcome as far as the writer knows. */
public final class Change {
    /** The outcome known to the writer. */
    public enum Outcome {
        /** Acknowledged: the log must have all of it. */
        ACKNOWLEDGED,
        /**
         * The request failed or had no response: the node or its database connection was cut before, during or
         * after the commit. The log must have all of it or nothing.
         */
        UNKNOWN,
        /** Rejected by the database at its commit: the log must have nothing of it. */
        REJECTED
    }

    private final Set<ExpectedEvent> expected;
    private volatile Outcome outcome;
    /** Whether it was acknowledged before a backup, so that a restore of it or of a later one keeps it. */
    private volatile boolean settled;
    /** Whether it was requested between a backup and its restore, which may have lost it. */
    private volatile boolean doubtful;

    Change(Set<ExpectedEvent> expected, Outcome outcome) {
        this.expected = expected;
        this.outcome = outcome;
    }

    /** Marks it as acknowledged. */
    public void acknowledge() {
        outcome = Outcome.ACKNOWLEDGED;
    }

    /** A backup begins. */
    void settle() {
        settled |= outcome == Outcome.ACKNOWLEDGED && !doubtful;
    }

    /** The database was restored from the last backup. */
    void doubt() {
        doubtful |= !settled;
    }

    Set<ExpectedEvent> expected() {
        return expected;
    }

    Outcome outcome() {
        return outcome;
    }

    /** What the log of the database that was restored last must have of it. */
    Outcome remaining() {
        return doubtful && outcome == Outcome.ACKNOWLEDGED ? Outcome.UNKNOWN : outcome;
    }
}
