package org.heliograph.eventlog;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.SequencerRepository.Batch;
import org.heliograph.persistence.DatabaseException;

/**
 * The loop of a sequencer's thread. Each round numbers everything that is pending, in one transaction, and then reports it together with
 * the transient events that follow it. What commits during a round is taken by the next. No failure ends the loop.
 */
final class SequencerWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(SequencerWorker.class.getName());
    /** The maximum number of events that wait, transient ones and what they follow. */
    static final int CAPACITY = 10_000;

    /** The maximum size of the same, see {@link PendingEvent#bytes}. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    /** From one round to the next at least, so that a round under load takes many events: its price is that of a round. */
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LOCKED_PAUSE_MILLIS = 50;
    private static final long FAILURE_PAUSE_MILLIS = 1_000;
    private static final long IDLE_MILLIS = 60_000;

    private final Function<Long, Batch> sequence;
    private final Function<Collection<Topic>, Map<Topic, Long>> positions;
    private final LongSupplier floor;
    private final Consumer<List<Publication>> report;

    /** Those with logged and transient events from before their commit until a round has taken them, by their writers. */
    private final Map<Long, CommittedTransaction> committing = new ConcurrentHashMap<>();

    private final Queue<CommittedTransaction> committed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger committedSize = new AtomicInteger();
    private final AtomicLong committedBytes = new AtomicLong();
    private final Semaphore wake = new Semaphore(0);
    private final WaitingEvents waiting = new WaitingEvents(CAPACITY, MAX_BYTES);
    private volatile boolean requested;
    private volatile boolean closed;
    private boolean failing;
    private long pauseMillis;
    private long lastRound = System.nanoTime() - ROUND_NANOS;

    /**
     * @param sequence  numbers what is pending after a ticket
     * @param positions reads the last sequence numbers of topics
     * @param floor     the ticket up to which none is pending
     * @param report    takes what has got its number, in order; must not block
     */
    SequencerWorker(
            Function<Long, Batch> sequence,
            Function<Collection<Topic>, Map<Topic, Long>> positions,
            LongSupplier floor,
            Consumer<List<Publication>> report) {
        this.sequence = sequence;
        this.positions = positions;
        this.floor = floor;
        this.report = report;
    }

    /**
     * A transaction of this node is about to commit. Its rows can be found before {@link #add} is called, and then it is known what
     * goes with them.
     */
    void announce(CommittedTransaction transaction) {
        if (transaction.logged() && transaction.hasTransientEvents()) {
            committing.put(transaction.writer(), transaction);
        }
    }

    /** It was rolled back. */
    void withdraw(CommittedTransaction transaction) {
        committing.remove(transaction.writer());
    }

    /** A transaction that was announced has committed. Never blocks. */
    void add(CommittedTransaction transaction) {
        if (transaction.logged()) {
            // before the transaction is queued: a round that takes it searches its rows, in this round or in an earlier
            // one
            requested = true;
        }
        if (transaction.hasTransientEvents()) {
            boolean room = committedSize.addAndGet(transaction.events().size()) <= CAPACITY;
            room &= committedBytes.addAndGet(transaction.bytes()) <= MAX_BYTES;
            if (room) {
                committed.add(transaction);
            } else {
                // transient events are delivered at most once; the logged ones are found in the database
                committing.remove(transaction.writer());
                released(transaction);
            }
        }
        wake();
    }

    private void released(CommittedTransaction transaction) {
        committedSize.addAndGet(-transaction.events().size());
        committedBytes.addAndGet(-transaction.bytes());
    }

    /** There may be pending events. */
    void request() {
        requested = true;
        wake();
    }

    private void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                wake.tryAcquire(pauseMillis == 0 ? IDLE_MILLIS : pauseMillis, TimeUnit.MILLISECONDS);
                long early = ROUND_NANOS - (System.nanoTime() - lastRound);
                if (early > 0 && !closed) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                wake.drainPermits();
                lastRound = System.nanoTime();
                round();
            } catch (InterruptedException stopped) {
                // the server stops its threads; the next sweep starts another one if the application goes on
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failed) {
                failed(failed);
            }
        }
    }

    /** One round: public in the package for tests. */
    void round() {
        // first the transactions, whose rows the read that follows must find
        for (CommittedTransaction one = committed.poll(); one != null; one = committed.poll()) {
            released(one);
            if (!one.logged() || committing.remove(one.writer()) != null) {
                waiting.add(one);
            }
        }
        Batch batch = Batch.EMPTY;
        if (requested) {
            requested = false;
            try {
                batch = sequence.apply(floor.getAsLong());
            } catch (RuntimeException | Error failed) {
                requested = true;
                throw failed;
            }
        }
        Set<Long> late = addLate(batch);
        if (batch.more() || !batch.skipped().isEmpty() || !late.isEmpty()) {
            requested = true;
        }
        List<Publication> ready = arrange(batch, late);
        if (!ready.isEmpty()) {
            report.accept(ready);
        }
        succeeded(batch);
    }

    /** Takes the transactions that have committed after this round has begun, as their rows show. @return their writers */
    private Set<Long> addLate(Batch batch) {
        Set<Long> late = new HashSet<>();
        for (SequencedEvent event : batch.events()) {
            CommittedTransaction found = committing.remove(event.writer());
            if (found != null) {
                waiting.add(found);
                late.add(event.writer());
            }
        }
        return late;
    }

    /** When the transient events cannot be placed, what has been numbered is reported without them. */
    private List<Publication> arrange(Batch batch, Set<Long> late) {
        try {
            return waiting.arrange(batch, late, positions);
        } catch (RuntimeException | Error failed) {
            failed(failed);
            return batch.events().stream().map(SequencedEvent::publication).toList();
        }
    }

    private void succeeded(Batch batch) {
        if (failing) {
            LOG.info("committed events get their sequence numbers again");
        }
        failing = false;
        if (batch.more()) {
            wake();
        }
        pauseMillis = batch.skipped().isEmpty()
                ? 0
                : Math.min(LOCKED_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
    }

    private void failed(Throwable failed) {
        if (!failing) {
            LOG.log(
                    failed instanceof Error ? Level.WARNING : DatabaseException.logLevel(failed),
                    "committed events get no sequence numbers from this node; it tries again",
                    failed);
        }
        failing = true;
        pauseMillis = Math.min(FAILURE_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
    }

    void close() {
        closed = true;
        wake();
    }
}
