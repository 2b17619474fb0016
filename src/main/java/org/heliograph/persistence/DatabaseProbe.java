package org.heliograph.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Asks the database whether it answers, and whether it takes changes. Blocks as long as the database does. */
final class DatabaseProbe implements Supplier<DatabaseProbe.Finding> {
    private static final int VALID_SECONDS = 2;

    private final DataSource database;

    DatabaseProbe(DataSource database) {
        this.database = database;
    }

    /**
     * What was found.
     *
     * @param problem null for none
     * @param detail  the driver's words, for the log; null without a problem
     */
    record Finding(DatabaseProblem problem, String detail) {
        static final Finding NONE = new Finding(null, null);
    }

    @Override
    public Finding get() {
        try (Connection connection = database.getConnection()) {
            if (isReadOnly(connection)) {
                return new Finding(DatabaseProblem.READ_ONLY, DatabaseProblem.READ_ONLY.words());
            }
            return Finding.NONE;
        } catch (SQLException failed) {
            return new Finding(
                    DatabaseProblem.of(failed).orElse(DatabaseProblem.UNREACHABLE), DatabaseException.reason(failed));
        }
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            if (!connection.isValid(VALID_SECONDS)) {
                throw new SQLException("the connection is not valid", "08000");
            }
            return connection.isReadOnly();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('transaction_read_only') = 'on'")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
