package org.heliograph.operations.transfer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.heliograph.operations.start.SchemaMigration;

/** The PostgreSQL database that the server's environment names. */
final class PostgresDatabase {
    private static final String PREFIX = "jdbc:postgresql:";
    /** Whether another application's tables, or Heliograph's own ones, are in the schema. */
    private static final String TABLES = "select count(*), count(*) filter (where table_name = 'flyway_schema_history')"
            + " from information_schema.tables where table_schema = current_schema()";

    private final String url;
    private final Properties properties = new Properties();
    private final DataSource source;

    /**
     * @param environment with HELIOGRAPH_DB_URL, HELIOGRAPH_DB_USER and HELIOGRAPH_DB_PASSWORD, as the server has them
     * @throws TransferException when no PostgreSQL is named, or it cannot be reached
     */
    PostgresDatabase(Map<String, String> environment) {
        url = environment.getOrDefault("HELIOGRAPH_DB_URL", "");
        if (!url.startsWith(PREFIX)) {
            throw new TransferException(
                    "HELIOGRAPH_DB_URL must name the PostgreSQL database: " + PREFIX + "//host:5432/name");
        }
        String user = environment.getOrDefault("HELIOGRAPH_DB_USER", "heliograph");
        String password = environment.getOrDefault("HELIOGRAPH_DB_PASSWORD", "heliograph");
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("connectTimeout", "10");
        source = Flyway.configure().dataSource(url, user, password).getDataSource();
    }

    DataSource source() {
        return source;
    }

    Connection open() {
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException failed) {
            throw new TransferException("PostgreSQL cannot be reached: " + failed.getMessage(), failed);
        }
    }

    /** Refuses a database with other tables than those of this version. An earlier attempt may have left these, without rows. */
    void requireFitting() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            row.next();
            if (row.getLong(1) > 0 && row.getLong(2) == 0) {
                throw new TransferException(
                        "the PostgreSQL database is not empty: it has tables of another application");
            }
            if (row.getLong(1) > 0) {
                SchemaMigration.requireCurrent(source);
            }
        }
    }
}
