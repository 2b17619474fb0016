package org.heliograph.operations.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.heliograph.operations.start.SchemaMigration;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a real H2 file and a real PostgreSQL. */
class TransferCommandTest {
    private static final String PASSWORD = "made-at-the-first-start";
    private static final String HISTORY = "\"flyway_schema_history\"";
    /** The same in every column that may refer to another table. */
    private static final String ID = "r1";

    private static final String TEXT = "ünïcode \\ ' \" % ☀ 😀\nsecond line\ttab {\"a\":1}";

    private static final String MIGRATED = "transfer_template";

    private static Path template;

    @TempDir
    private Path folder;

    private final String name = "transfer_" + UUID.randomUUID().toString().replace("-", "");
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private String url;

    /** Both databases with their schema, which the tests copy: migrations take most of the time. */
    @BeforeAll
    static void makeTemplates(@TempDir Path common) throws SQLException {
        template = common.resolve("heliograph");
        SchemaMigration.migrate(Flyway.configure()
                .dataSource("jdbc:h2:file:" + template, "heliograph", PASSWORD)
                .getDataSource());
        TestDatabase.POSTGRESQL.sql();
        try (Connection server = TestDatabase.POSTGRESQL.connect()) {
            execute(server, "create database " + MIGRATED);
            SchemaMigration.migrate(Flyway.configure()
                    .dataSource(url(server, MIGRATED), "postgres", "postgres")
                    .getDataSource());
        }
    }

    @AfterAll
    static void dropTemplate() throws SQLException {
        try (Connection server = TestDatabase.POSTGRESQL.connect()) {
            execute(server, "drop database " + MIGRATED);
        }
    }

    private static String url(Connection server, String database) throws SQLException {
        return server.getMetaData().getURL().replaceFirst("/postgres(?=\\?|$)", "/" + database);
    }

    @BeforeEach
    void makeBoth() throws SQLException, IOException {
        make(" template " + MIGRATED);
        Files.writeString(folder.resolve("heliograph.password"), PASSWORD + "\n");
        Files.copy(Path.of(template + ".mv.db"), folder.resolve("heliograph.mv.db"));
    }

    private void make(String from) throws SQLException {
        try (Connection server = TestDatabase.POSTGRESQL.connect()) {
            execute(server, "drop database if exists " + name);
            execute(server, "create database " + name + from);
            url = url(server, name);
        }
    }

    @AfterEach
    void drop() throws SQLException {
        try (Connection server = TestDatabase.POSTGRESQL.connect()) {
            execute(server, "drop database " + name);
        }
    }

    private String h2Url() {
        return "jdbc:h2:file:" + folder.resolve("heliograph");
    }

    private Connection h2() throws SQLException {
        return DriverManager.getConnection(h2Url(), "heliograph", PASSWORD);
    }

    private Connection postgres() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    private int run(Map<String, String> others, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HELIOGRAPH_DB_URL", url, "HELIOGRAPH_DB_USER", "postgres", "HELIOGRAPH_DB_PASSWORD", "postgres"));
        environment.putAll(others);
        return new TransferCommand(environment, new PrintStream(output, true, StandardCharsets.UTF_8)).run(arguments);
    }

    private int run() {
        return run(Map.of(), folder.resolve("heliograph.mv.db").toString());
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void migratesAnEmptyDatabaseAndMovesEveryColumnOfEveryTable() throws SQLException {
        make("");
        List<String> filled = fill();

        assertThat(run()).as(this::said).isZero();

        try (Connection from = h2();
                Connection to = postgres()) {
            for (String table : filled) {
                assertThat(rows(to, table))
                        .as(table)
                        .isEqualTo(rows(from, table))
                        .isNotEmpty();
            }
        }
        assertThat(filled).hasSizeGreaterThan(40);
        assertThat(said()).contains("both databases have the same numbers");
    }

    @Test
    void givesNoNumberAgainAndKeepsTheForeignKeys() throws SQLException {
        fill();
        try (Connection from = h2()) {
            execute(from, "alter table pending_event alter column ticket restart with 4711");
        }

        assertThat(run()).as(this::said).isZero();

        try (Connection to = postgres()) {
            execute(
                    to,
                    "insert into pending_event (writer, ordinal, topic, event, payload) values (1, 1, 't', 'e', '{}')");
            assertThat(text(to, "select max(ticket) from pending_event")).isEqualTo("4711");
            execute(to, "delete from account");
            assertThat(text(to, "select count(*) from membership")).isEqualTo("0");
        }
    }

    @Test
    void keepsIdAndEpochAndLetsTheFirstStartSayWhichDatabaseItIs() throws SQLException {
        installation("''");

        assertThat(run()).as(this::said).isZero();

        try (Connection to = postgres()) {
            assertThat(
                            text(
                                    to,
                                    "select id || ' ' || epoch || ' ' || coalesce(database_identity, 'null') from installation"))
                    .isEqualTo("the-id the-epoch null");
        }
    }

    @Test
    void keepsTheMarkOfAnOperatorWhoSaidThatTheDatabaseWasRestored() throws SQLException {
        installation("'restored'");

        assertThat(run()).as(this::said).isZero();

        try (Connection to = postgres()) {
            assertThat(text(to, "select database_identity from installation")).isEqualTo("restored");
        }
    }

    @Test
    void namesTheSigningKeyThatEveryNodeNeeds() throws SQLException, IOException {
        installation("''");
        // The key and the thumbprint of the example in RFC 7638 have another type: this one is of RFC 7517, A.2.
        Path key = Files.writeString(
                folder.resolve("signing-key.jwk"),
                "{\"kty\":\"EC\",\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\",\"crv\":\"P-256\","
                        + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}");

        assertThat(run(Map.of(), folder.resolve("heliograph").toString())).isZero();

        assertThat(said()).contains("needs the signing key with the thumbprint the-key, which is not " + key);
        assertThat(SigningKeyFile.thumbprint(key)).isEqualTo("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    }

    @Test
    void refusesATargetWithRowsAndChangesNothing() throws SQLException {
        fill();
        assertThat(run()).isZero();
        try (Connection to = postgres()) {
            execute(to, "update organization set name = 'Globex'");
        }

        assertThat(run()).isEqualTo(1);

        assertThat(said()).contains("the PostgreSQL database is not empty: the table account has rows");
        try (Connection to = postgres()) {
            assertThat(text(to, "select name from organization")).isEqualTo("Globex");
        }
    }

    @Test
    void refusesATargetOfAnotherApplication() throws SQLException {
        make("");
        try (Connection to = postgres()) {
            execute(to, "create table invoice (id integer)");
        }

        assertThat(run()).isEqualTo(1);

        assertThat(said()).contains("it has tables of another application");
    }

    @Test
    void beginsAnewAfterAnAttemptThatFailed() throws SQLException {
        fill();
        try (Connection from = h2()) {
            // H2 takes a text with NUL, PostgreSQL does not.
            execute(from, "update organization set name = 'a' || char(0)");
        }
        assertThat(run()).isEqualTo(1);
        assertThat(said()).contains("the rows of organization cannot be copied");
        try (Connection from = h2()) {
            execute(from, "update organization set name = 'a'");
        }

        assertThat(run()).as(this::said).isZero();
    }

    @Test
    void refusesASchemaThatIsNewerThanItsOwn() throws SQLException {
        try (Connection from = h2()) {
            execute(
                    from,
                    "insert into " + HISTORY
                            + " select \"installed_rank\" + 1, '999', 'later', \"type\", 'V999__later.sql',"
                            + " 1, \"installed_by\", \"installed_on\", 1, true from " + HISTORY
                            + " order by \"installed_rank\" desc fetch first 1 row only");
        }

        assertThat(run()).isEqualTo(1);

        assertThat(said()).contains("the schema of the database has version 999");
    }

    @Test
    void refusesASchemaThatIsOlderThanItsOwn() throws SQLException {
        make("");
        try (Connection from = h2()) {
            execute(
                    from,
                    "delete from " + HISTORY + " where \"installed_rank\" = (select max(\"installed_rank\") from "
                            + HISTORY + ")");
        }

        assertThat(run()).isEqualTo(1);

        assertThat(said()).contains("start it once with this database");
        try (Connection to = postgres()) {
            assertThat(text(to, "select count(*) from information_schema.tables where table_schema = 'public'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void refusesAFileThatIsNotThereAndAWrongPassword() throws IOException {
        assertThat(run(Map.of(), folder.resolve("other").toString())).isEqualTo(1);
        assertThat(said()).contains("there is no H2 database");
        Files.writeString(folder.resolve("heliograph.password"), "another");

        assertThat(run()).isEqualTo(1);

        assertThat(said()).contains("set HELIOGRAPH_H2_PASSWORD").doesNotContain(PASSWORD);
        assertThat(folder.resolve("other.mv.db")).doesNotExist();
    }

    @Test
    void takesFolderAndPasswordFromTheEnvironment() throws IOException {
        Files.delete(folder.resolve("heliograph.password"));

        assertThat(run(Map.of("HELIOGRAPH_DATA_DIR", folder.toString(), "HELIOGRAPH_H2_PASSWORD", PASSWORD)))
                .as(this::said)
                .isZero();
    }

    @Test
    void explainsItselfWithoutArguments() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(run(Map.of(), "--help")).isEqualTo(2);

        assertThat(said()).contains("Usage: h2-to-postgresql [FILE]");
    }

    private void installation(String identity) throws SQLException {
        try (Connection from = h2()) {
            execute(
                    from,
                    "insert into installation (row_number, id, epoch, signing_key, created_at, database_identity)"
                            + " values (1, 'the-id', 'the-epoch', 'the-key', current_timestamp, " + identity + ")");
        }
    }

    /** Adds a row to every table that the migrations left empty. @return all tables */
    private List<String> fill() throws SQLException {
        try (Connection from = h2()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = from.createStatement()
                    .executeQuery("select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                            + " and table_name <> 'flyway_schema_history'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            execute(from, "set referential_integrity false");
            for (String table : tables) {
                if (text(from, "select count(*) from " + table).equals("0")) {
                    execute(from, insert(from, table));
                }
            }
            execute(from, "set referential_integrity true");
            return tables;
        }
    }

    private static String insert(Connection from, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (ResultSet rows = from.createStatement().executeQuery("select * from " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                names.add(columns.getColumnName(column));
                values.add(value(columns.getColumnType(column)));
            }
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") overriding system value values ("
                + String.join(", ", values) + ")";
    }

    private static String value(int type) {
        return switch (type) {
            case Types.CLOB -> "'" + TEXT.replace("'", "''") + "'";
            case Types.VARCHAR -> "'" + ID + "'";
            case Types.BOOLEAN -> "true";
            case Types.DOUBLE -> "0.1";
            case Types.TIMESTAMP_WITH_TIMEZONE -> "timestamp with time zone '2026-10-25 02:30:00.123+02'";
            default -> "1";
        };
    }

    private static List<Map<String, Object>> rows(Connection connection, String table) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("select * from " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Map<String, Object>> all = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new HashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnName(column).toLowerCase(Locale.ROOT), value(rows, columns, column));
                }
                all.add(row);
            }
            return all;
        }
    }

    private static Object value(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        if (type.startsWith("timestamp")) {
            OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        return rows.getString(column) == null ? null : rows.getString(column).replaceAll("^(?:t|true)$", "TRUE");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
