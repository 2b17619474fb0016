package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;

/**
 * The log of what happened. A publication becomes part of it exactly when the transaction that appended it commits:
 * positions are taken and rows written at that transaction's end, on its own connection.
 */
@ApplicationScoped
public class EventLog {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private LogStore store;

    @Inject
    private Clock clock;

    @Inject
    @Any
    private Instance<CommitListener> listeners;

    /**
     * Adds a publication at the end of the current transaction; its timestamp is now.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public void append(Topic topic, String event, JsonObject payload) {
        add(topic, event, payload, true);
    }

    /**
     * Tells something when the current transaction has committed, after what the transaction appended to the topic before
     * it. It is not kept: whoever does not listen then, or is cut off, never hears it.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public void tell(Topic topic, String event, JsonObject payload) {
        add(topic, event, payload, false);
    }

    private void add(Topic topic, String event, JsonObject payload, boolean logged) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("an event is told within a transaction: " + topic + " " + event);
        }
        drain().add(new PendingEvent(topic, event, payload.toString(), Timestamps.now(clock), logged));
    }

    /**
     * Lets go, in the current transaction, of everything that is kept of a topic, so that nobody who may hear it from now on
     * reads what was not meant for them: who resumes is told a gap. Positions go on.
     */
    public void forget(Topic topic) {
        store.forget(topic);
    }

    /** Writes now what would be written at the end of the current transaction, after everything that waits to be flushed. */
    public void flush() {
        store.flush();
        TransactionEvents drain = (TransactionEvents) transactions.getResource(TransactionEvents.class);
        if (drain != null) {
            drain.beforeCompletion();
        }
    }

    /** The drain of the current transaction; registered again when an earlier one has already run its course. */
    private TransactionEvents drain() {
        TransactionEvents drain = (TransactionEvents) transactions.getResource(TransactionEvents.class);
        if (drain == null) {
            drain = new TransactionEvents(store, listeners, transactions);
            transactions.putResource(TransactionEvents.class, drain);
            transactions.registerInterposedSynchronization(drain);
        } else if (drain.hasWritten()) {
            transactions.registerInterposedSynchronization(drain.again());
        }
        return drain;
    }

    /** The publications of a topic after a position, in order, at most so many; fewer when there are no more. */
    public List<Publication> read(Topic topic, long after, int limit) {
        return store.read(topic, after, limit);
    }

    /** The last committed position of a topic; 0 when nothing was ever published on it. */
    public long position(Topic topic) {
        return store.positions(List.of(topic)).getOrDefault(topic, 0L);
    }

    /** The last committed positions of those of the topics that have one. */
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return store.positions(topics);
    }
}
