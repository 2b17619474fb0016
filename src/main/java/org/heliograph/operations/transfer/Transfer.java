package org.heliograph.operations.transfer;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heliograph.operations.start.SchemaMigration;

/**
 * Moves all rows of an H2 database into an empty PostgreSQL database, in one transaction. Positions and epoch of the log stay, since nothing is
 * lost: clients resume as after a restart (docs/adr/0054-h2-to-postgresql.md).
 */
final class Transfer {
    private static final String H2_TABLES = "select lower(table_name) from information_schema.tables"
            + " where table_schema = 'PUBLIC' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history' order by 1";

    private static final String H2_IDENTITIES =
            "select lower(table_name || '.' || column_name), identity_base from information_schema.columns"
                    + " where table_schema = 'PUBLIC' and is_identity = 'YES'";
    /** The row then says at the first start in which database it is, and does not look restored. A row that is to look so keeps that. */
    private static final String CLEAR_IDENTITY =
            "update installation set database_identity = null where database_identity = ''";

    private final H2File source;
    private final PostgresDatabase target;
    private final PrintStream progress;

    Transfer(H2File source, PostgresDatabase target, PrintStream progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Moves everything, or nothing.
     *
     * @return the rows of each table
     * @throws TransferException when one of the databases does not fit
     */
    SortedMap<String, Long> run() throws SQLException {
        try (Connection from = source.open()) {
            SchemaMigration.requireCurrent(source.source());
            target.requireFitting();
            SchemaMigration.migrate(target.source());
            try (Connection to = target.open()) {
                to.setAutoCommit(false);
                SortedMap<String, Long> counts = move(from, to);
                commit(to);
                analyze(to);
                return counts;
            }
        }
    }

    private static void commit(Connection to) {
        try {
            to.commit();
        } catch (SQLException failed) {
            throw new TransferException("it is not known whether the rows were moved: " + failed.getMessage()
                    + "; if the PostgreSQL database has them, the next attempt says that it is not empty");
        }
    }

    /** The rows are there already, so that a failure is only reported. */
    private void analyze(Connection to) {
        try {
            to.setAutoCommit(true);
            new TargetSchema(to).execute("analyze");
        } catch (SQLException failed) {
            progress.println("the rows were moved; run analyze in the PostgreSQL database, which could not be done: "
                    + failed.getMessage());
        }
    }

    private SortedMap<String, Long> move(Connection from, Connection to) throws SQLException {
        TargetSchema schema = new TargetSchema(to);
        List<String> tables = schema.tables();
        List<String> ours = tables(from);
        if (!tables.equals(ours)) {
            throw new TransferException("the databases have different tables: " + ours + " and " + tables);
        }
        schema.claim(tables);
        List<String> foreignKeys = schema.dropForeignKeys();
        TableCopy copy = new TableCopy(from, to, progress);
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String table : tables) {
            counts.put(table, copy.copy(table));
        }
        schema.restore(foreignKeys);
        schema.setIdentities(identities(from));
        schema.execute(CLEAR_IDENTITY);
        if (!schema.counts().equals(counts)) {
            throw new TransferException(
                    "the databases have different numbers of rows: " + counts + " and " + schema.counts());
        }
        return counts;
    }

    private static List<String> tables(Connection from) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery(H2_TABLES)) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
            return tables;
        }
    }

    private static SortedMap<String, Long> identities(Connection from) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery(H2_IDENTITIES)) {
            SortedMap<String, Long> next = new TreeMap<>();
            while (rows.next()) {
                next.put(rows.getString(1), rows.getLong(2));
            }
            return next;
        }
    }
}
