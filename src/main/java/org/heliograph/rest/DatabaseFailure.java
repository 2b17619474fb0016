package org.heliograph.rest;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * What a failure of the database means for a caller, read from the standard SQL state, since persistence providers wrap it
 * in exceptions of their own.
 */
public final class DatabaseFailure {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTEGRITY_VIOLATION = "23";
    private static final String DATA_EXCEPTION = "22";
    private static final String NO_CONNECTION = "08";
    private static final Set<String> BUSY =
            Set.of("40001", "40P01", "55P03", "57014", "HYT00", "53300", "57P01", "57P02", "57P03");

    private DatabaseFailure() {}

    /** Whether something of that name, or with that key, exists already. */
    public static boolean isDuplicate(Throwable thrown) {
        return UNIQUE_VIOLATION.equals(state(thrown));
    }

    /** Whether what should be stored does not fit what is stored. */
    static boolean isConflict(Throwable thrown) {
        return state(thrown).startsWith(INTEGRITY_VIOLATION);
    }

    /** Whether a value is none that the database can hold. */
    static boolean isAboutValues(Throwable thrown) {
        return state(thrown).startsWith(DATA_EXCEPTION);
    }

    /** Whether trying again may help: a lock that was not to be had, a deadlock, no free connection, a database that starts. */
    public static boolean isBusy(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
        }
        String state = state(thrown);
        return BUSY.contains(state) || state.startsWith(NO_CONNECTION);
    }

    /** The first SQL state that a cause brings; empty without one. */
    private static String state(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
