package org.heliograph.persistence;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a database as a whole can lack, in the words of {@code /health}; a fault of a single statement is none of these. */
public enum DatabaseProblem {
    UNREACHABLE("database unreachable", true),
    SILENT("database does not answer", true),
    READ_ONLY("database is read-only", false, "25006", "90097"),
    DISK_FULL("database is out of disk space", false, "53100"),
    IO_FAILURE("database cannot read or write its files", false, "58030", "90028", "90031"),
    NO_CONNECTIONS("database has no free connections", false, "53300", "53400"),
    OUT_OF_MEMORY("database is out of memory", false, "53200"),
    TIMEOUTS("database cancels statements that take too long", false, "57014"),
    LOCKED("rows or tables of the database are locked by another session", false, "55P03", "HYT00");

    /** How H2 and PostgreSQL report a full disk where their state does not say it. */
    private static final String NO_SPACE = "No space left on device";

    private final String words;
    private final boolean total;
    private final Set<String> states;

    DatabaseProblem(String words, boolean total, String... states) {
        this.words = words;
        this.total = total;
        this.states = Set.of(states);
    }

    /** What a failure says about the database; empty when it concerns one statement only. */
    static Optional<DatabaseProblem> of(Throwable failed) {
        for (Throwable cause : DatabaseException.causes(failed)) {
            if (cause instanceof SocketTimeoutException) {
                return Optional.of(SILENT);
            }
            if (cause instanceof SQLException
                    && String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
                return Optional.of(DISK_FULL);
            }
        }
        String state = DatabaseException.state(failed);
        Optional<DatabaseProblem> known = Stream.of(values())
                .filter(problem -> problem.states.contains(state))
                .findFirst();
        return known.isPresent() || !DatabaseException.isUnavailable(failed) ? known : Optional.of(UNREACHABLE);
    }

    /** Whether one failure may be chance: two statements that wait for each other, or a query that takes long. */
    boolean isPossiblyChance() {
        return this == TIMEOUTS || this == LOCKED;
    }

    /** Whether nothing can be read or written, or else some calls are served. */
    public boolean isTotal() {
        return total;
    }

    /** A few words for administrators, without anything secret. */
    public String words() {
        return words;
    }
}
