package org.heliograph.hub;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.QuietLogger;

/**
 * The connections that one fan-out has to flush, by the thread that writes to them. Each of these threads gets its connections at once;
 * what is queued until it comes to a connection leaves together.
 */
final class FlushPlan {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(FlushPlan.class.getName()));

    private final Map<Executor, List<Connection>> byWriter = new IdentityHashMap<>();

    /** A connection that any thread may write to is flushed at once. */
    void add(Connection connection) {
        Executor writer = connection.writer();
        if (writer == null) {
            flush(connection);
        } else {
            byWriter.computeIfAbsent(writer, one -> new ArrayList<>()).add(connection);
        }
    }

    /** Hands the connections to their threads. Throws nothing. */
    void run() {
        byWriter.forEach((writer, connections) -> {
            try {
                writer.execute(() -> connections.forEach(FlushPlan::flush));
            } catch (RuntimeException | Error refused) {
                // a thread that has stopped: the send fails, or another thread can do it
                connections.forEach(FlushPlan::flush);
            }
        });
    }

    /** A fault with one connection closes that connection and must not affect the others. */
    private static void flush(Connection connection) {
        try {
            connection.flush();
        } catch (RuntimeException | Error fault) {
            connection.close(Disconnect.INTERNAL_ERROR);
            LOG.log(Level.SEVERE, fault, () -> "could not send to a connection");
        }
    }
}
