package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.ScheduledJob;

/** Empties the buffer into the store, in small transactions; what the store leaves over goes the way of a single change. */
@ApplicationScoped
public class LastSeenWriter {
    static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(LastSeenWriter.class.getName());

    private LastSeenBuffer buffer;
    private LastSeenStore store;
    private HeartbeatUpdater reports;

    /** For the container's proxies. */
    protected LastSeenWriter() {}

    @Inject
    LastSeenWriter(LastSeenBuffer buffer, LastSeenStore store, HeartbeatUpdater reports) {
        this.buffer = buffer;
        this.store = store;
        this.reports = reports;
    }

    @Produces
    static ScheduledJob job(LastSeenWriter writer) {
        // once more when the node stops: what was collected until then is written
        return new ScheduledJob("last-seen", Duration.ofSeconds(1), writer::flush).withLastCall();
    }

    /** Writes what has been collected so far. What fails is tried again with the next call. */
    public void flush() {
        List<LastSeen> all = buffer.drain();
        for (int from = 0; from < all.size(); from += BATCH) {
            write(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }

    private void write(List<LastSeen> batch) {
        List<LastSeen> others;
        try {
            others = store.write(batch);
        } catch (RuntimeException failed) {
            again(batch, failed);
            return;
        }
        for (LastSeen seen : others) {
            try {
                reports.late(seen);
            } catch (RuntimeException failed) {
                again(List.of(seen), failed);
            }
        }
    }

    private void again(List<LastSeen> batch, RuntimeException failed) {
        LOG.log(Level.WARNING, "the times of " + batch.size() + " heartbeats could not be written yet", failed);
        batch.forEach(buffer::add);
    }
}
