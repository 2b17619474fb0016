package org.heliograph.operations.transfer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of the PostgreSQL database, changed within the transaction of one connection. */
final class TargetSchema {
    /** Tables into which the migrations themselves write a row. */
    private static final Set<String> SEEDED =
            Set.of("topic_position", "outline", "server_presence", "heartbeat_delay", "machine_history_writer");

    private static final String TABLES = "select table_name from information_schema.tables"
            + " where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'"
            + " order by table_name";
    private static final String FOREIGN_KEYS = "select c.relname, k.conname, pg_get_constraintdef(k.oid)"
            + " from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace"
            + " where k.contype = 'f' and n.nspname = current_schema() order by 1, 2";
    private static final String IDENTITIES =
            "select table_name, column_name, pg_get_serial_sequence(table_name, column_name)"
                    + " from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'";

    private final Connection connection;

    TargetSchema(Connection connection) {
        this.connection = connection;
    }

    List<String> tables() throws SQLException {
        return rows(TABLES, 1).stream().map(row -> row.get(0)).toList();
    }

    /**
     * Keeps other sessions from the tables until the end of the transaction, and empties those that a migration has written.
     *
     * @throws TransferException when one of them has rows already
     */
    void claim(List<String> tables) throws SQLException {
        for (String table : tables) {
            execute("lock table " + table + " in access exclusive mode");
        }
        for (String table : tables) {
            if (!SEEDED.contains(table) && count(table) > 0) {
                throw new TransferException("the PostgreSQL database is not empty: the table " + table + " has rows");
            }
        }
        for (String table : SEEDED) {
            execute("delete from " + table);
        }
    }

    /** Removes the foreign keys, so that the tables can be filled in any order. @return what {@link #restore} needs */
    List<String> dropForeignKeys() throws SQLException {
        List<String> definitions = new ArrayList<>();
        for (List<String> key : rows(FOREIGN_KEYS, 3)) {
            execute("alter table " + key.get(0) + " drop constraint " + key.get(1));
            definitions.add("alter table " + key.get(0) + " add constraint " + key.get(1) + " " + key.get(2));
        }
        return definitions;
    }

    /** Adds the foreign keys again, which checks every row. */
    void restore(List<String> definitions) throws SQLException {
        for (String definition : definitions) {
            execute(definition);
        }
    }

    /** Sets the identity columns on, so that no number is given again. @param next the next numbers by {@code table.column} */
    void setIdentities(SortedMap<String, Long> next) throws SQLException {
        for (List<String> identity : rows(IDENTITIES, 3)) {
            String column = identity.get(0) + "." + identity.get(1);
            Long number = next.get(column);
            if (number == null) {
                throw new TransferException("the H2 database has no identity column " + column);
            }
            execute("select setval('" + identity.get(2) + "', " + number + ", false)");
        }
    }

    long count(String table) throws SQLException {
        return Long.parseLong(rows("select count(*) from " + table, 1).get(0).get(0));
    }

    /** The rows of each table. */
    SortedMap<String, Long> counts() throws SQLException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String table : tables()) {
            counts.put(table, count(table));
        }
        return counts;
    }

    private List<List<String>> rows(String query, int columns) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
