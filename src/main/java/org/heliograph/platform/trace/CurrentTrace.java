package org.heliograph.platform.trace;

import java.util.Optional;

/** The trace of the request that the current thread serves. While it is open, the thread's log records name it. */
public final class CurrentTrace {
    private static final ThreadLocal<TraceParent> CURRENT = new ThreadLocal<>();

    private CurrentTrace() {}

    /** Ends what {@link #open} began. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty outside of a request, and for one that names no trace. */
    public static Optional<TraceParent> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The header of the trace; null for none. */
    public static String text() {
        return get().map(TraceParent::text).orElse(null);
    }

    /** Makes a trace the current one of this thread until the scope is closed. @param trace empty for none */
    public static Scope open(Optional<TraceParent> trace) {
        TraceParent before = CURRENT.get();
        if (before == null && trace.isEmpty()) {
            return () -> {};
        }
        set(trace.orElse(null));
        return () -> set(before);
    }

    private static void set(TraceParent trace) {
        if (trace == null) {
            CURRENT.remove();
            ServerLogContext.remove();
        } else {
            CURRENT.set(trace);
            ServerLogContext.put(trace.traceId());
        }
    }
}
