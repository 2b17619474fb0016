package org.heliograph.persistence.payara;

import jakarta.transaction.Transaction;
import java.lang.reflect.Method;
import java.util.Optional;

/** Payara's invocations of components. By reflection, since no artifact holds these classes for applications. */
final class PayaraComponents implements ComponentTransaction.Components {
    private static final String SERVICES = "org.glassfish.internal.api.Globals";
    private static final String INVOCATIONS = "org.glassfish.api.invocation.InvocationManager";
    private static final String INVOCATION = "org.glassfish.api.invocation.ComponentInvocation";

    private final Object invocations;
    private final Method current;
    private final Method transaction;
    private final Method setTransaction;

    private PayaraComponents(Class<?> services) throws ReflectiveOperationException {
        Class<?> type = Class.forName(INVOCATIONS);
        Class<?> invocation = Class.forName(INVOCATION);
        invocations = services.getMethod("get", Class.class).invoke(null, type);
        current = type.getMethod("getCurrentInvocation");
        transaction = invocation.getMethod("getTransaction");
        setTransaction = invocation.getMethod("setTransaction", Object.class);
    }

    /** Empty on another server. @throws IllegalStateException on a Payara with other classes */
    static Optional<PayaraComponents> ofThisServer() {
        Class<?> services;
        try {
            services = Class.forName(SERVICES);
        } catch (ClassNotFoundException anotherServer) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PayaraComponents(services));
        } catch (ReflectiveOperationException unknown) {
            throw unknown(unknown);
        }
    }

    @Override
    public Object current() {
        return call(current, invocations);
    }

    @Override
    public Object transaction(Object invocation) {
        return call(transaction, invocation);
    }

    @Override
    public void setTransaction(Object invocation, Transaction entered) {
        call(setTransaction, invocation, entered);
    }

    private static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException failed) {
            throw unknown(failed);
        }
    }

    private static IllegalStateException unknown(Exception reason) {
        return new IllegalStateException(
                "this version of Payara keeps the transactions of components in another way", reason);
    }
}
