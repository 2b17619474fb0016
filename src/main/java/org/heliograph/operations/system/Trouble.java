package org.heliograph.operations.system;

import java.util.Locale;

/** What a node reports on {@code system:alerts} about itself, and a node about another one ({@link #NODE}). */
enum Trouble {
    /** The database is away, or refuses some calls. */
    DATABASE,
    /** Messages do not pass between the nodes through Redis. */
    BROKER,
    /** A job has not done its work. */
    JOBS,
    /** Committed events wait too long. */
    LAG,
    /** The node gives no sign of life. */
    NODE;

    /** Its name on the wire. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
