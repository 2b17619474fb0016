package org.heliograph.operations.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.h2.H2FileCheck;

/** Checks that the scripts in {@code server-config} have configured the data source: isolation, and that no wait is without an end. */
@ApplicationScoped
public class DataSourceCheck {
    private static final Logger LOG = Logger.getLogger(DataSourceCheck.class.getName());
    private static final String SCRIPTS =
            "run server-config/wildfly/heliograph.cli or server-config/payara/heliograph.asadmin (docs/operations.md)";

    /** The first version without those faults. */
    private static final int H2_MAJOR = 2;

    private static final int H2_MINOR = 5;

    /** On both servers the data source reads it. */
    private static final String PASSWORD = "heliograph.db.password";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** For the container. */
    public DataSourceCheck() {}

    DataSourceCheck(DataSource database) {
        this.database = database;
    }

    /**
     * Logs which timeouts are missing, whether others can read an H2 database, and whether the server has an H2 with known faults.
     *
     * @throws StartException for another isolation than read committed, which refuses changes that are made at the same time
     */
    public void run() {
        try (Connection connection = database.getConnection()) {
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                throw new StartException("the transactions of the data source have the isolation "
                        + isolation(connection.getTransactionIsolation()) + " and not read committed: " + SCRIPTS);
            }
            H2FileCheck.run(
                            connection.getMetaData().getURL(),
                            ConfigProvider.getConfig().getOptionalValue(PASSWORD, String.class))
                    .ifPresent(LOG::warning);
            oldH2(connection.getMetaData()).ifPresent(LOG::warning);
            List<String> missing = missingTimeouts(connection);
            if (!missing.isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "the data source has no {0}: a database that hangs may hold this node’s threads for ever; {1}",
                        new Object[] {String.join(", no ", missing), SCRIPTS});
            }
        } catch (SQLException failed) {
            throw new DatabaseException(failed);
        }
    }

    /** Says what is wrong with an H2 from before {@value #H2_MAJOR}.{@value #H2_MINOR}, which is that of a stock WildFly or Payara. */
    static Optional<String> oldH2(DatabaseMetaData database) throws SQLException {
        boolean old = database.getDatabaseProductName().equals("H2")
                && (database.getDatabaseMajorVersion() < H2_MAJOR
                        || (database.getDatabaseMajorVersion() == H2_MAJOR
                                && database.getDatabaseMinorVersion() < H2_MINOR));
        return old
                ? Optional.of("the server has H2 " + database.getDatabaseProductVersion()
                        + ", which shows some commits late and may lose an update beside a transaction that is rolled back:"
                        + " replace it by 2.5.250 or later, or use PostgreSQL (docs/operations.md)")
                : Optional.empty();
    }

    static List<String> missingTimeouts(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement statement = connection.createStatement()) {
                return statement.getQueryTimeout() > 0 ? List.of() : List.of("query timeout");
            }
        }
        if (connection.getNetworkTimeout() == 0) {
            missing.add("socketTimeout");
        }
        for (String timeout : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_setting('" + timeout + "') = '0'")) {
                if (row.next() && row.getBoolean(1)) {
                    missing.add(timeout);
                }
            }
        }
        return missing;
    }

    private static String isolation(int level) {
        return switch (level) {
            case Connection.TRANSACTION_REPEATABLE_READ -> "repeatable read";
            case Connection.TRANSACTION_SERIALIZABLE -> "serializable";
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "read uncommitted";
            default -> String.valueOf(level);
        };
    }
}
