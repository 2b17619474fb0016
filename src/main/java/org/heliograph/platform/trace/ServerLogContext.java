package org.heliograph.platform.trace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The mapped diagnostic context of WildFly's log, whose JSON lines have it as {@code mdc}. Other servers have none. It is reached by
 * reflection, since it is no part of Jakarta EE.
 */
final class ServerLogContext {
    static final String KEY = "traceId";

    private static final String LOGGING = "org.jboss.logging.MDC";
    private static final MethodHandle PUT = find("put", Object.class);
    private static final MethodHandle REMOVE = find("remove", null);

    private ServerLogContext() {}

    static void put(String traceId) {
        if (PUT != null) {
            invoke(PUT, KEY, traceId);
        }
    }

    static void remove() {
        if (REMOVE != null) {
            invoke(REMOVE, KEY);
        }
    }

    private static void invoke(MethodHandle method, Object... arguments) {
        try {
            method.invokeWithArguments(arguments);
        } catch (Throwable failed) {
            throw new IllegalStateException("the log context of the server failed", failed);
        }
    }

    /** @param value the type of the second parameter; null for none */
    private static MethodHandle find(String name, Class<?> value) {
        if (!System.getProperty("java.util.logging.manager", "").startsWith("org.jboss.logmanager")) {
            return null;
        }
        try {
            Class<?> context = Class.forName(LOGGING, true, ServerLogContext.class.getClassLoader());
            MethodType type = value == null
                    ? MethodType.methodType(void.class, String.class)
                    : MethodType.methodType(Object.class, String.class, value);
            return MethodHandles.publicLookup().findStatic(context, name, type);
        } catch (ReflectiveOperationException | LinkageError none) {
            return null;
        }
    }
}
