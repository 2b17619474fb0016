package org.heliograph.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source with a single connection: opening one takes longer than most statements of the tests. */
final class SharedConnection {
    private SharedConnection() {}

    static DataSource of(DataSource source) throws SQLException {
        Connection shared = source.getConnection();
        Connection open = proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(shared, arguments));
        return proxy(
                DataSource.class,
                (method, arguments) ->
                        method.getName().equals("getConnection") ? open : method.invoke(source, arguments));
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
