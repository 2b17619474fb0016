package org.heliograph.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.heliograph.chaos.writer.Action;
import org.heliograph.chaos.writer.Writer;
import org.heliograph.testing.Server;

/** All writers. */
public final class WriterGroup {
    private static final long STOP_SECONDS = 60;

    private final ClientPool clients;
    private final List<Server> nodes;
    private final Random random;
    private final List<Writer> writers = new ArrayList<>();
    /** Fair, so that a restore gets its turn. */
    private final ReadWriteLock requests = new ReentrantReadWriteLock(true);

    WriterGroup(ClientPool clients, List<Server> nodes, Random random) {
        this.clients = clients;
        this.nodes = nodes;
        this.random = random;
    }

    /** Starts as many writers of single changes as the load of the run needs. @param pauseMillis maximum pause between two changes at a load of 1 */
    public void addSingle(Supplier<Action> action, int pauseMillis) {
        for (int n = 0; n < Pause.LOAD; n++) {
            add(action.get(), Math.max(1, pauseMillis / Pause.LOAD));
        }
    }

    /** Starts a writer that repeats an action. @param pauseMillis maximum pause between two actions */
    public void add(Action action, int pauseMillis) {
        Writer writer = new Writer(action, pauseMillis, random.nextLong(), nodes, requests.readLock());
        writers.add(writer);
        clients.start(writer);
    }

    /** The database was restored. @param recorded is done while no writer makes a request */
    void restored(Runnable recorded) {
        requests.writeLock().lock();
        try {
            writers.forEach(Writer::restored);
            recorded.run();
        } finally {
            requests.writeLock().unlock();
        }
    }

    /** Stops all writers after their present action. */
    void finish() {
        stop();
        long late = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (Writer writer : writers) {
            if (!clients.awaitEnd(writer, late)) {
                throw new AssertionError("a writer does not end");
            }
        }
    }

    void stop() {
        writers.forEach(Writer::stop);
    }
}
