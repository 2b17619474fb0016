package org.heliograph.operations.start;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A data source whose statements may take as long as they need: a migration changes tables of any size. A connection gets its timeouts
 * back before it is closed, since it returns to the pool.
 */
final class UntimedDataSource {
    private final Connection connection;
    private final boolean postgres;
    private final int network;
    private final String statement;

    private UntimedDataSource(Connection connection) throws SQLException {
        this.connection = connection;
        postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        network = postgres ? connection.getNetworkTimeout() : 0;
        try (Statement query = connection.createStatement()) {
            if (postgres) {
                try (ResultSet row = query.executeQuery("show statement_timeout")) {
                    row.next();
                    statement = row.getString(1);
                }
            } else {
                statement = Integer.toString(query.getQueryTimeout());
            }
        }
    }

    /** The same data source, for migrations. */
    static DataSource of(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                UntimedDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> {
                    Object result = call(method, source, arguments);
                    return result instanceof Connection opened ? new UntimedDataSource(opened).open() : result;
                });
    }

    private Connection open() throws SQLException {
        set(0, "0");
        return (Connection) Proxy.newProxyInstance(
                UntimedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        set(network, statement);
                    }
                    return call(method, connection, arguments);
                });
    }

    private void set(int networkMillis, String statementTimeout) throws SQLException {
        try (Statement query = connection.createStatement()) {
            if (postgres) {
                query.execute("set statement_timeout = '" + statementTimeout + "'");
                connection.setNetworkTimeout(Runnable::run, networkMillis);
            } else {
                query.setQueryTimeout(Integer.parseInt(statementTimeout));
            }
        }
    }

    private static Object call(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
