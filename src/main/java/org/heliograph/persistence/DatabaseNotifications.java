package org.heliograph.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Receives PostgreSQL's notifications on a connection of the server's pool. The driver's classes are reached by reflection, since a server
 * need not show them to the application.
 */
@ApplicationScoped
public class DatabaseNotifications {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Uses the server's data source. */
    public DatabaseNotifications() {}

    /** Uses another data source, in tests. */
    DatabaseNotifications(DataSource database) {
        this.database = database;
    }

    /**
     * Listens on a channel until the subscription is closed. It keeps a connection of the pool.
     *
     * @param channel an SQL name
     * @throws DatabaseException when there is no connection, or it is not one of PostgreSQL's driver
     */
    public Subscription listen(String channel) {
        Connection connection = null;
        try {
            connection = database.getConnection();
            Class<?> type = driverType(connection, "org.postgresql.PGConnection");
            Subscription subscription = new Subscription(connection, connection.unwrap(type), type);
            try (Statement listen = connection.createStatement()) {
                listen.execute("listen " + channel);
            }
            return subscription;
        } catch (SQLException failed) {
            close(connection);
            throw new DatabaseException(failed);
        } catch (ReflectiveOperationException unknown) {
            close(connection);
            throw new DatabaseException(new SQLException("the driver is not PostgreSQL's", unknown));
        }
    }

    private static Class<?> driverType(Connection connection, String name) throws SQLException, ClassNotFoundException {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException hidden) {
            return Class.forName(
                    name, false, connection.getMetaData().getClass().getClassLoader());
        }
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException broken) {
            // it is of no use any more
        }
    }

    /** A connection that listens. Used by one thread. */
    public static final class Subscription implements AutoCloseable {
        private final Connection pooled;
        private final Object driver;
        private final Method receive;

        private Subscription(Connection pooled, Object driver, Class<?> type) throws NoSuchMethodException {
            this.pooled = pooled;
            this.driver = driver;
            receive = type.getMethod("getNotifications", int.class);
        }

        /**
         * Waits until there are notifications.
         *
         * @param millis how long at most; more than 0
         * @return their texts; empty when there were none
         * @throws DatabaseException when the connection has ended
         */
        public List<String> await(int millis) {
            try {
                Object[] received = (Object[]) receive.invoke(driver, millis);
                List<String> texts = new ArrayList<>();
                if (received != null) {
                    Method text = receive.getReturnType().getComponentType().getMethod("getParameter");
                    for (Object one : received) {
                        texts.add((String) text.invoke(one));
                    }
                }
                return texts;
            } catch (InvocationTargetException failed) {
                throw new DatabaseException(
                        failed.getCause() instanceof SQLException sql ? sql : new SQLException(failed.getCause()));
            } catch (ReflectiveOperationException unknown) {
                throw new DatabaseException(new SQLException("the driver is not PostgreSQL's", unknown));
            }
        }

        /** Gives the connection back to the pool. */
        @Override
        public void close() {
            try (Statement unlisten = pooled.createStatement()) {
                unlisten.execute("unlisten *");
            } catch (SQLException broken) {
                // the pool replaces it
            }
            DatabaseNotifications.close(pooled);
        }
    }
}
