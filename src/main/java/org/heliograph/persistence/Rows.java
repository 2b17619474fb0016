package org.heliograph.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
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

/**
 * Statements on the default data source, within the caller's transaction when there is one. Parameters are what columns hold;
 * an {@link Instant} becomes a time with its offset, which no driver takes through the zone of its machine, where an hour of autumn
 * comes twice; a collection of texts becomes an array, for {@code = any(?)}.
 */
@ApplicationScoped
public class Rows {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** On the server's data source. */
    public Rows() {}

    /** On another one, in tests. */
    Rows(DataSource database) {
        this.database = database;
    }

    /** Makes one thing of a row. */
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** All rows of a query, in its order. */
    public <T> List<T> query(String sql, Reader<T> reader, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(connection, select, parameters);
            try (ResultSet rows = select.executeQuery()) {
                List<T> all = new ArrayList<>();
                Row row = new Row(rows);
                while (rows.next()) {
                    all.add(reader.read(row));
                }
                return all;
            }
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** @return how many rows it touched */
    public int update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    /** The same statement for each list of parameters, sent together. */
    public void batch(String sql, Collection<Object[]> all) {
        if (all.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] parameters : all) {
                bind(connection, statement, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException failed) {
            throw new StoreException(failed);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Collection<?> texts) {
                statement.setArray(i + 1, connection.createArrayOf("varchar", texts.toArray()));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
