package org.heliograph.uptime.pulse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/**
 * The one writer of a node: takes all pulses that wait, stores them in one transaction, answers them after its commit, and
 * meanwhile the next group gathers by itself. So a pulse that comes alone waits for nobody, and many share one commit.
 */
final class PulseWriter implements Runnable {
    static final int LARGEST_GROUP = 500;
    static final int ROOM = 10_000;

    private static final Logger LOG = Logger.getLogger(PulseWriter.class.getName());
    private static final int ATTEMPTS = 3;
    private static final long IDLE_MILLIS = 500;

    private final BlockingQueue<PendingPulse> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Function<List<PendingPulse>, Set<String>> store;
    private final long gatherNanos;
    private volatile boolean closing;
    private volatile boolean closed;

    /**
     * @param store  stores a group all or nothing and answers the ids of the monitors that are not there
     * @param gather how long a group may go on taking pulses that come while it is made up
     */
    PulseWriter(Function<List<PendingPulse>, Set<String>> store, Duration gather) {
        this.store = store;
        gatherNanos = gather.toNanos();
    }

    /** Hands over a pulse; one for which there is no room is answered at once. */
    void add(PendingPulse arrival) {
        boolean refused = closing || !waiting.offer(arrival) || (closed && waiting.remove(arrival));
        if (refused) {
            refuse(arrival);
        }
    }

    /** Lets it store what it has, and end. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                List<PendingPulse> group = next();
                if (!group.isEmpty()) {
                    write(group);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            closed = true;
            List<PendingPulse> left = new ArrayList<>();
            waiting.drainTo(left);
            left.forEach(PulseWriter::refuse);
        }
    }

    private List<PendingPulse> next() throws InterruptedException {
        List<PendingPulse> group = new ArrayList<>();
        PendingPulse first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        long until = System.nanoTime() + gatherNanos;
        for (PendingPulse arrival = first; arrival != null; arrival = waiting.poll()) {
            group.add(arrival);
            if (group.size() == LARGEST_GROUP || System.nanoTime() - until >= 0) {
                break;
            }
        }
        return group;
    }

    private void write(List<PendingPulse> group) {
        Set<String> gone;
        try {
            gone = attempt(group);
        } catch (RuntimeException | Error failed) {
            if (group.size() > 1
                    && (DatabaseException.isInvalidValue(failed) || DatabaseException.isConflict(failed))) {
                // one that the database does not take must not cost the others
                write(group.subList(0, group.size() / 2));
                write(group.subList(group.size() / 2, group.size()));
            } else {
                LOG.log(Level.WARNING, group.size() + " pulses could not be stored", failed);
                group.forEach(PulseWriter::refuse);
            }
            return;
        }
        for (PendingPulse arrival : group) {
            String id = arrival.target().monitorId();
            if (gone.contains(id)) {
                arrival.stored().completeExceptionally(ApiException.unauthorized(PulseService.UNKNOWN));
            } else {
                arrival.stored().complete(id);
            }
        }
    }

    private Set<String> attempt(List<PendingPulse> group) {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.apply(group);
            } catch (RuntimeException failed) {
                if (attempt == ATTEMPTS || !DatabaseException.isLockFailure(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static void refuse(PendingPulse arrival) {
        arrival.stored()
                .completeExceptionally(new ApiException(503, "BUSY", "Too busy to take this pulse").retryAfter(1));
    }
}
