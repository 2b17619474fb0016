package org.heliograph.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.heliograph.operations.start.SchemaMigration;
import org.heliograph.testing.Ports;

/** The supported databases with the real schema, without an application server. */
public enum TestDatabase {
    H2 {
        @Override
        DataSource create() {
            String url = "jdbc:h2:mem:" + UUID.randomUUID()
                    + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000;TIME ZONE=Europe/Berlin";
            return JdbcConnectionPool.create(url, "sa", "");
        }

        @Override
        public Connection connect() throws SQLException {
            return source().getConnection();
        }
    },
    POSTGRESQL {
        private EmbeddedPostgres server;

        @Override
        DataSource create() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setPort(Ports.free())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres), "stop-postgresql"));
                server = postgres;
                return SharedConnection.of(postgres.getPostgresDatabase());
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Connection connect() throws SQLException {
            return server.getPostgresDatabase().getConnection();
        }
    };

    private static final String MONITOR = "insert into monitor (id, name, token, interval_seconds, max_retries,"
            + " resend_notification, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String STATE =
            "insert into monitor_state (monitor_id, checked_at, rolled_to, uptime_at) values (?, ?, ?, ?)";

    private DataSource source;
    private SqlTemplate sql;
    /** The connection of the transaction that {@link #rolledBack} runs on this thread; null outside of one. */
    private final ThreadLocal<Connection> transaction = new ThreadLocal<>();

    abstract DataSource create();

    /** A connection for the caller alone. */
    public abstract Connection connect() throws SQLException;

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Executes SQL on the database. The schema is created by the first call; all tests share it. */
    public synchronized SqlTemplate sql() {
        if (sql == null) {
            source = create();
            Flyway.configure()
                    .dataSource(source)
                    .locations(SchemaMigration.locations(source))
                    .load()
                    .migrate();
            sql = new SqlTemplate(SharedConnection.within(source, transaction::get));
        }
        return sql;
    }

    /** Its notifications, of which H2 has none, on connections of their own. */
    public DatabaseNotifications notifications() {
        sql();
        return new DatabaseNotifications(SharedConnection.opening(this::connect));
    }

    /** The data source of the database. */
    public synchronized DataSource source() {
        sql();
        return source;
    }

    /** Executes work that uses {@link #sql()} in a transaction, which is rolled back. */
    public void rolledBack(Runnable work) {
        try (Connection connection = source().getConnection()) {
            connection.setAutoCommit(false);
            transaction.set(connection);
            try {
                work.run();
            } finally {
                transaction.remove();
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Executes work that uses {@link #sql()} in a transaction on a connection of its own, which commits unless the work throws. */
    public <T> T committed(Supplier<T> work) {
        sql();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            transaction.set(connection);
            try {
                T result = work.get();
                connection.commit();
                return result;
            } finally {
                transaction.remove();
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Inserts a monitor without pulses. @return its id */
    public String monitor(int intervalSeconds, int maxRetries, int resend, Instant createdAt) {
        String id = UUID.randomUUID().toString();
        sql().update(MONITOR, id, "M", id, intervalSeconds, maxRetries, resend, createdAt, createdAt);
        sql().update(STATE, id, createdAt, createdAt, createdAt);
        return id;
    }

    /** The result of a query for a single number. */
    public double number(String sql, Object... parameters) {
        return sql().query("select (" + sql + ") as result", row -> row.number("result"), parameters)
                .get(0);
    }
}
