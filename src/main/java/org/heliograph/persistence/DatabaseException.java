package org.heliograph.persistence;

import jakarta.transaction.HeuristicMixedException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

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

    /** PostgreSQL is shutting down or starting, or has closed an idle session, H2 has lost its connection or is closing. */
    private static final Set<String> UNAVAILABLE =
            Set.of("57P01", "57P02", "57P03", "25P03", "57P05", "90067", "90098", "90121");

    /** What the pools of WildFly and Payara say, without an SQL state, when they get no connection from the driver. */
    private static final Set<String> NO_CONNECTION_OF_A_POOL =
            Set.of("IJ031084", "IJ000453", "IJ000470", "Error in allocating a connection");

    private static final Set<String> BUSY =
            Set.of("40001", "40P01", "55P03", "57014", "HYT00", "53300", "57P01", "57P02", "57P03", "25P03", "57P05");

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
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
        }
        return BUSY.contains(state(thrown)) || isUnavailable(thrown) || isOutage(thrown);
    }

    /** Whether the database cannot be reached: it is stopped, it starts, or the network is interrupted. */
    public static boolean isUnavailable(Throwable thrown) {
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLTransientConnectionException
                    // the connection was lost during a commit, whose result the transaction manager does not know
                    || cause instanceof HeuristicMixedException
                    // the same on Payara
                    || cause instanceof XAException failed && failed.errorCode == XAException.XAER_RMERR) {
                return true;
            }
            if (cause instanceof SQLException
                    && cause.getMessage() != null
                    && NO_CONNECTION_OF_A_POOL.stream().anyMatch(cause.getMessage()::contains)) {
                return true;
            }
        }
        String state = state(thrown);
        return state.startsWith(NO_CONNECTION) || UNAVAILABLE.contains(state);
    }

    /** Whether the failure says that the database as a whole lacks something: see {@link DatabaseProblem}. */
    public static boolean isOutage(Throwable thrown) {
        return DatabaseProblem.of(thrown).isPresent();
    }

    /** The level at which to log a failure: an outage of the database is logged once, by the {@link DatabaseMonitor} for all. */
    public static Level logLevel(Throwable failed) {
        return isOutage(failed) ? Level.FINE : Level.WARNING;
    }

    /** The innermost message of a failure, which is the driver's. It contains no password. */
    public static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /**
     * A failure and its causes, outermost first. Where none of them is of the database, what they suppress follows: Narayana says of a
     * commit that lost its connection only that the transaction was rolled back, and keeps the driver's words beside it.
     */
    static List<Throwable> causes(Throwable thrown) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && found.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        if (causes.stream().noneMatch(SQLException.class::isInstance)) {
            List.copyOf(causes).stream()
                    .flatMap(cause -> Stream.of(cause.getSuppressed()))
                    .filter(suppressed -> !found.contains(suppressed))
                    .forEach(suppressed -> causes.addAll(causes(suppressed)));
        }
        return causes;
    }

    static String state(Throwable thrown) {
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
