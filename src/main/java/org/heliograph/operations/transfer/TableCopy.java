package org.heliograph.operations.transfer;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Copies the rows of one table in batches, so that memory does not grow with the table. */
final class TableCopy {
    private static final int BATCH_ROWS = 1000;
    private static final int ROWS_PER_LINE = 100_000;

    private final Connection from;
    private final Connection to;
    private final PrintStream progress;

    TableCopy(Connection from, Connection to, PrintStream progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** @return how many rows there were */
    long copy(String table) throws SQLException {
        long all = count(table);
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("select * from " + table)) {
            List<Integer> types = new ArrayList<>();
            long done = 0;
            try (PreparedStatement insert = to.prepareStatement(insert(table, rows.getMetaData(), types))) {
                while (rows.next()) {
                    for (int column = 1; column <= types.size(); column++) {
                        insert.setObject(column, value(rows, column, types.get(column - 1)));
                    }
                    insert.addBatch();
                    done++;
                    if (done % BATCH_ROWS == 0) {
                        insert.executeBatch();
                    }
                    if (done % ROWS_PER_LINE == 0 && done < all) {
                        progress.printf(Locale.ROOT, "%-24s %,12d of %,d rows%n", table, done, all);
                    }
                }
                insert.executeBatch();
            }
            progress.printf(Locale.ROOT, "%-24s %,12d rows%n", table, done);
            return done;
        } catch (SQLException failed) {
            SQLException reason = failed.getNextException() == null ? failed : failed.getNextException();
            throw new TransferException("the rows of " + table + " cannot be copied: " + reason.getMessage(), failed);
        }
    }

    private long count(String table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet row = select.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String insert(String table, ResultSetMetaData columns, List<Integer> types) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            names.add(columns.getColumnName(column).toLowerCase(Locale.ROOT));
            types.add(columns.getColumnType(column));
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") overriding system value values ("
                + String.join(", ", names.stream().map(name -> "?").toList()) + ")";
    }

    private static Object value(ResultSet rows, int column, int type) throws SQLException {
        return type == Types.CLOB ? rows.getString(column) : rows.getObject(column);
    }
}
