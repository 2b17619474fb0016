package org.heliograph.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.heliograph.persistence.payara.ComponentTransaction;

/**
 * Executes SQL on the default data source, in the caller's transaction if there is one. A parameter is a value that a column
 * holds, with two exceptions. An {@link Instant} is bound with its offset: drivers convert a {@code Timestamp} through the
 * machine's time zone, in which an hour of autumn occurs twice. A collection of strings, or of longs, is bound as an
 * array, for {@code = any(?)}.
 *
 * <p>Every method throws a {@link DatabaseException} when the database refuses the statement or cannot be reached, or when too many
 * threads wait for it ({@link DatabaseBulkhead}).
 */
@ApplicationScoped
public class SqlTemplate {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private DatabaseBulkhead bulkhead = new DatabaseBulkhead();

    private volatile String url;

    /** Uses the server's data source. */
    public SqlTemplate() {}

    /** Uses another data source, in tests. */
    SqlTemplate(DataSource database) {
        this.database = database;
    }

    /** Makes an object from a row. */
    public interface RowMapper<T> {
        T map(SqlRow row) throws SQLException;
    }

    /** All rows of a query, in its order. */
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        return bulkhead.run(() -> select(sql, mapper, parameters));
    }

    /**
     * As {@link #query}, and locks the rows until the transaction ends. On PostgreSQL inserts of rows that refer to them do not wait:
     * the check of a foreign key conflicts with {@code for update}, but not with this lock. H2 checks foreign keys without a lock.
     */
    public <T> List<T> queryAndLock(String sql, RowMapper<T> mapper, Object... parameters) {
        return query(sql + (isPostgreSql() ? " for no key update" : " for update"), mapper, parameters);
    }

    private <T> List<T> select(String sql, RowMapper<T> mapper, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(connection, select, parameters);
            try (ResultSet results = select.executeQuery()) {
                List<T> all = new ArrayList<>();
                SqlRow row = new SqlRow(results);
                while (results.next()) {
                    all.add(mapper.map(row));
                }
                return all;
            }
        } catch (SQLException failed) {
            throw new DatabaseException(failed);
        }
    }

    /** @return the number of rows that were changed */
    public int update(String sql, Object... parameters) {
        return bulkhead.run(() -> change(sql, parameters));
    }

    private int change(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new DatabaseException(failed);
        }
    }

    /**
     * Executes a statement once for each list of parameters, in one batch.
     *
     * @return the number of changed rows of each execution, in the order of the parameters
     */
    public int[] batch(String sql, Collection<Object[]> all) {
        if (all.isEmpty()) {
            return new int[0];
        }
        return bulkhead.run(() -> changeAll(sql, all));
    }

    private int[] changeAll(String sql, Collection<Object[]> all) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] parameters : all) {
                bind(connection, statement, parameters);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failed) {
            throw new DatabaseException(failed);
        }
    }

    /** Whether the database is PostgreSQL, and not H2. Asks it once. */
    public boolean isPostgreSql() {
        return url().startsWith("jdbc:postgresql:");
    }

    /** Whether the database is an H2 that this process has opened itself: then no other node uses it. Asks it once. */
    public boolean isEmbedded() {
        return isEmbedded(url());
    }

    static boolean isEmbedded(String url) {
        return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
    }

    private String url() {
        String known = url;
        if (known == null) {
            try (Connection connection = connect()) {
                known = connection.getMetaData().getURL();
                url = known;
            } catch (SQLException failed) {
                throw new DatabaseException(failed);
            }
        }
        return known;
    }

    private Connection connect() throws SQLException {
        ComponentTransaction.join();
        return database.getConnection();
    }

    private static String type(Collection<?> values) {
        return values.stream().anyMatch(Long.class::isInstance) ? "bigint" : "varchar";
    }

    private static void bind(Connection connection, PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Collection<?> all) {
                statement.setArray(i + 1, connection.createArrayOf(type(all), all.toArray()));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
