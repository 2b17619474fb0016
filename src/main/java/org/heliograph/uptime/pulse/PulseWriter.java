package org.heliograph.uptime.pulse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/**
 * The one writer of pulses of a node. It stores all pulses that wait in one transaction and answers them after the commit;
 * meanwhile the next batch gathers. So a lone pulse is stored at once, and many pulses share a commit.
 */
final class PulseWriter implements Runnable {
    static final int MAX_BATCH = 500;
    static final int CAPACITY = 10_000;
    static final long MAX_BYTES = 12L * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(PulseWriter.class.getName());
    private static final int ATTEMPTS = 3;
    private static final long IDLE_MILLIS = 500;

    private final BlockingQueue<PendingPulse> queue = new ArrayBlockingQueue<>(CAPACITY);
    /** Of those in the queue. */
    private final AtomicLong bytes = new AtomicLong();

    private final Function<List<PendingPulse>, Set<String>> store;
    private final long gatherNanos;
    private volatile boolean closing;
    private volatile boolean closed;

    /**
     * @param store  stores a batch completely or not at all, and returns the ids of the monitors that do not exist
     * @param gather the longest time for which a batch takes further pulses
     */
    PulseWriter(Function<List<PendingPulse>, Set<String>> store, Duration gather) {
        this.store = store;
        gatherNanos = gather.toNanos();
    }

    /** Queues a pulse; one that finds the queue full or closed is rejected at once. */
    void add(PendingPulse pulse) {
        boolean rejected = closing || !offer(pulse) || (closed && remove(pulse));
        if (rejected) {
            reject(pulse);
        }
    }

    private boolean offer(PendingPulse pulse) {
        if (bytes.addAndGet(pulse.bytes()) <= MAX_BYTES && queue.offer(pulse)) {
            return true;
        }
        release(pulse);
        return false;
    }

    private boolean remove(PendingPulse pulse) {
        boolean removed = queue.remove(pulse);
        if (removed) {
            release(pulse);
        }
        return removed;
    }

    private void release(PendingPulse pulse) {
        bytes.addAndGet(-pulse.bytes());
    }

    /** Ends the writer when all queued pulses are stored. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                List<PendingPulse> batch = nextBatch();
                if (!batch.isEmpty()) {
                    write(batch);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            closed = true;
            List<PendingPulse> left = new ArrayList<>();
            queue.drainTo(left);
            left.forEach(this::release);
            left.forEach(PulseWriter::reject);
        }
    }

    private List<PendingPulse> nextBatch() throws InterruptedException {
        List<PendingPulse> batch = new ArrayList<>();
        PendingPulse first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        long until = System.nanoTime() + gatherNanos;
        for (PendingPulse pulse = first; pulse != null; pulse = queue.poll()) {
            release(pulse);
            batch.add(pulse);
            if (batch.size() == MAX_BATCH || System.nanoTime() - until >= 0) {
                break;
            }
        }
        return batch;
    }

    private void write(List<PendingPulse> batch) {
        Set<String> missing;
        try {
            missing = storeWithRetries(batch);
        } catch (RuntimeException | Error failed) {
            boolean valueRefused = DatabaseException.isInvalidValue(failed) || DatabaseException.isConflict(failed);
            if (batch.size() > 1 && valueRefused) {
                // halved until the refused pulse is alone: the others must be stored
                write(batch.subList(0, batch.size() / 2));
                write(batch.subList(batch.size() / 2, batch.size()));
            } else {
                refuse(batch, failed);
            }
            return;
        }
        for (PendingPulse pulse : batch) {
            if (missing.contains(pulse.monitorId())) {
                pulse.stored().completeExceptionally(ApiException.unauthorized(PulseService.INVALID_TOKEN));
            } else {
                pulse.stored().complete(pulse.monitorId());
            }
        }
    }

    private static void refuse(List<PendingPulse> batch, Throwable failed) {
        if (DatabaseException.isInvalidValue(failed)) {
            // a pulse that is alone with its value: its sender is at fault, and must not send it again
            batch.forEach(pulse -> pulse.stored().completeExceptionally(ApiException.badRequest("Invalid value")));
            return;
        }
        LOG.log(DatabaseException.logLevel(failed), batch.size() + " pulses could not be stored", failed);
        batch.forEach(PulseWriter::reject);
    }

    private Set<String> storeWithRetries(List<PendingPulse> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.apply(batch);
            } catch (RuntimeException failed) {
                if (attempt == ATTEMPTS || !DatabaseException.isLockFailure(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static void reject(PendingPulse pulse) {
        pulse.stored()
                .completeExceptionally(new ApiException(503, "BUSY", "Too busy to accept this pulse").retryAfter(1));
    }
}
