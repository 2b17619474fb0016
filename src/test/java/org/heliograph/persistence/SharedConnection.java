package org.heliograph.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A data source with a single connection: opening one takes longer than most statements of the tests. */
final class SharedConnection {
    private SharedConnection() {}

    static DataSource of(DataSource source) throws SQLException {
        Connection shared = source.getConnection();
        return within(source, () -> shared);
    }

    /** A source of connections of its own. */
    static DataSource opening(Opener opener) {
        return proxy(DataSource.class, (method, arguments) -> {
            try {
                return opener.open();
            } catch (SQLException failed) {
                throw new InvocationTargetException(failed);
            }
        });
    }

    interface Opener {
        Connection open() throws SQLException;
    }

    /** Gives out the connection of the current transaction, if there is one, and leaves it open. */
    static DataSource within(DataSource source, Supplier<Connection> transaction) {
        return proxy(DataSource.class, (method, arguments) -> {
            Connection current = method.getName().equals("getConnection") ? transaction.get() : null;
            return current == null ? method.invoke(source, arguments) : withoutClose(current);
        });
    }

    private static Connection withoutClose(Connection open) {
        return proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(open, arguments));
    }

    private interface Call {
        Object invoke(java.lang.reflect.Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.invoke(method, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
