package org.heliograph.eventlog;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.heliograph.event.Topic;
import org.heliograph.platform.trace.CurrentTrace;

/**
 * The events of one transaction. Those that the log keeps get their tickets by the {@link FlushInterceptor}, or else when the transaction
 * completes: both come after the persistence provider has flushed, so every entity listener has run and every row is locked. Nothing may be
 * published afterwards, since a change that locks its row after the ticket could come before another one in the log that it follows.
 */
final class TransactionEvents implements Synchronization {
    private final LogStore store;
    private final Sequencer sequencer;
    private final TransactionSynchronizationRegistry transaction;
    private final long writer = ThreadLocalRandom.current().nextLong();
    private final List<PendingEvent> events = new ArrayList<>();
    private int logged;
    private boolean written;
    /** What is announced to the sequencer; null before. */
    private CommittedTransaction announced;

    TransactionEvents(LogStore store, Sequencer sequencer, TransactionSynchronizationRegistry transaction) {
        this.store = store;
        this.sequencer = sequencer;
        this.transaction = transaction;
    }

    /** @throws IllegalStateException when the events have their tickets already; the transaction is rolled back then */
    void add(Topic topic, String event, String payload, Instant timestamp, boolean kept) {
        if (written) {
            transaction.setRollbackOnly();
            throw new IllegalStateException(
                    "published after the transaction's events were written to the log: " + topic + " " + event);
        }
        int ordinal = kept ? logged++ : PendingEvent.TRANSIENT;
        events.add(new PendingEvent(topic, event, payload, timestamp, ordinal, CurrentTrace.text()));
    }

    @Override
    public void beforeCompletion() {
        if (written || transaction.getRollbackOnly()) {
            return;
        }
        written = true;
        try {
            store.append(writer, events.stream().filter(PendingEvent::logged).toList());
            announced = new CommittedTransaction(writer, events, logged > 0);
            sequencer.committing(announced);
        } catch (RuntimeException failed) {
            transaction.setRollbackOnly();
            throw failed;
        }
    }

    @Override
    public void afterCompletion(int status) {
        if (announced == null) {
            return;
        }
        if (status == Status.STATUS_COMMITTED) {
            sequencer.committed(announced);
        } else {
            sequencer.rolledBack(announced);
        }
    }
}
