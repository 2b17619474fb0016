package org.heliograph.hub;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Topic;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.QuietLogger;

/** Runs the reads of one cursor, one at a time, and again after a pause while the database does not answer. */
final class CursorReads {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(CursorReads.class.getName()));

    private final Topic topic;
    private final Connection connection;
    private final PublicationSource source;
    private final BooleanSupplier batch;
    /** Requests to read since the last run; the thread that raises it from 0 schedules the run. */
    private final AtomicInteger requests = new AtomicInteger();

    /** @param batch reads and delivers one batch; returns whether there is more to deliver now */
    CursorReads(Topic topic, Connection connection, PublicationSource source, BooleanSupplier batch) {
        this.topic = topic;
        this.connection = connection;
        this.source = source;
        this.batch = batch;
    }

    /** A batch is read after this call. Never blocks. */
    void request() {
        if (requests.getAndIncrement() == 0) {
            schedule(source::scheduleRead);
        }
    }

    private void schedule(Consumer<Runnable> schedule) {
        try {
            schedule.accept(this::run);
        } catch (RuntimeException | Error refused) {
            connection.close(Disconnect.INTERNAL_ERROR);
            LOG.log(Level.WARNING, refused, () -> "no thread to read the log for a connection");
        }
    }

    private void run() {
        int seen = requests.get();
        try {
            if (batch.getAsBoolean()) {
                // one batch a run, so that other cursors get their turn
                schedule(source::scheduleRead);
                return;
            }
        } catch (RuntimeException | Error failed) {
            if (DatabaseException.isBusy(failed)) {
                // the peer keeps its place: nothing is lost by waiting, and a reconnect would ask the same database
                LOG.log(Level.FINE, failed, () -> "the log of a connection cannot be read now");
                schedule(source::scheduleReadLater);
                return;
            }
            connection.close(Disconnect.INTERNAL_ERROR);
            LOG.log(Level.WARNING, failed, () -> "could not read " + topic + " for a connection");
        }
        if (requests.addAndGet(-seen) != 0) {
            schedule(source::scheduleRead);
        }
    }
}
