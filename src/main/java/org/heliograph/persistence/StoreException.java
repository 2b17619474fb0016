package org.heliograph.persistence;

import java.sql.SQLException;

/** The database refused or was away; what was begun is rolled back. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(SQLException cause) {
        super("the database failed", cause);
    }

    /** Whether the values themselves were refused, so that the same without the bad one may pass. */
    public static boolean isAboutValues(Throwable thrown) {
        String state = state(thrown);
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Whether the same may pass when it is tried again at once: a deadlock, a lock that was not to be had. */
    public static boolean isTransient(Throwable thrown) {
        String state = state(thrown);
        return state.startsWith("40") || state.equals("55P03") || state.equals("HYT00");
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
