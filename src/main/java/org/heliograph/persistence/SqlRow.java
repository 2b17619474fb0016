package org.heliograph.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** The current row of a query. Columns are read by their names; objects are null where the column is null. */
public final class SqlRow {
    private final ResultSet results;

    SqlRow(ResultSet results) {
        this.results = results;
    }

    public String text(String column) throws SQLException {
        return results.getString(column);
    }

    /** 0 where the column is null. */
    public int integer(String column) throws SQLException {
        return results.getInt(column);
    }

    /** 0 where the column is null. */
    public long bigint(String column) throws SQLException {
        return results.getLong(column);
    }

    /** False where the column is null. */
    public boolean bool(String column) throws SQLException {
        return results.getBoolean(column);
    }

    public Double number(String column) throws SQLException {
        double value = results.getDouble(column);
        return results.wasNull() ? null : value;
    }

    public Instant time(String column) throws SQLException {
        Timestamp value = results.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
