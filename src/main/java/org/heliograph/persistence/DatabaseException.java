package org.heliograph.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * The database refused a statement or could not be reached. The static methods classify any exception by the first standard SQL
 * state among its causes, since persistence providers wrap the driver's exception in their own.
 */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTEGRITY_VIOLATION = "23";
    private static final String DATA_EXCEPTION = "22";
    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String NO_CONNECTION = "08";

    /** PostgreSQL's and H2's states for a lock that was not available in time. */
    private static final Set<String> LOCK_TIMEOUT = Set.of("55P03", "HYT00");

    private static final Set<String> BUSY =
            Set.of("40001", "40P01", "55P03", "57014", "HYT00", "53300", "57P01", "57P02", "57P03");

    public DatabaseException(SQLException cause) {
        super("the database failed", cause);
    }

    /** Whether a row with the same unique key exists already. */
    public static boolean isDuplicate(Throwable thrown) {
        return UNIQUE_VIOLATION.equals(state(thrown));
    }

    /** Whether a value contradicts what is stored: a duplicate, a missing reference, a violated constraint. */
    public static boolean isConflict(Throwable thrown) {
        return state(thrown).startsWith(INTEGRITY_VIOLATION);
    }

    /** Whether a value cannot be stored in its column. */
    public static boolean isInvalidValue(Throwable thrown) {
        return state(thrown).startsWith(DATA_EXCEPTION);
    }

    /** Whether an immediate retry may succeed: the transaction lost a deadlock or did not get a lock. */
    public static boolean isLockFailure(Throwable thrown) {
        String state = state(thrown);
        return state.startsWith(TRANSACTION_ROLLBACK) || LOCK_TIMEOUT.contains(state);
    }

    /** Whether a later retry may succeed: a lock failure, no free connection, a database that starts or cannot be reached. */
    public static boolean isBusy(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
        }
        String state = state(thrown);
        return BUSY.contains(state) || state.startsWith(NO_CONNECTION);
    }

    private static String state(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
