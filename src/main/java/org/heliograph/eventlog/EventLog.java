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
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.installation.Installation;

/**
 * The log of publications. A publication becomes part of it exactly when its transaction commits: sequence numbers are allocated and
 * rows written at the end of that transaction, on its own connection.
 */
@ApplicationScoped
public class EventLog {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private LogStore store;

    @Inject
    private Installation installation;

    @Inject
    private Clock clock;

    @Inject
    @Any
    private Instance<CommitListener> listeners;

    /**
     * Appends an event to the log, and delivers it, when the current transaction commits. Its timestamp is now.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public void publish(Topic topic, String event, JsonObject payload) {
        add(topic, event, payload, true);
    }

    /**
     * Delivers an event when the current transaction commits, after the events that the transaction published on the topic before it.
     * The log does not keep it: it is delivered at most once, and a client that is not connected misses it.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public void publishTransient(Topic topic, String event, JsonObject payload) {
        add(topic, event, payload, false);
    }

    private void add(Topic topic, String event, JsonObject payload, boolean logged) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("publishing needs an active transaction: " + topic + " " + event);
        }
        currentEvents().add(new PendingEvent(topic, event, payload.toString(), Timestamps.now(clock), logged));
    }

    /**
     * Deletes all publications of a topic from the log, in the current transaction, so that readers who gain access to the topic later
     * cannot read them: resuming reports a gap. Sequence numbers continue.
     */
    public void purge(Topic topic) {
        store.purge(topic);
    }

    /** Flushes the entities, then writes the pending events now rather than at the end of the current transaction. */
    public void flush() {
        store.flush();
        TransactionEvents events = (TransactionEvents) transactions.getResource(TransactionEvents.class);
        if (events != null) {
            events.beforeCompletion();
        }
    }

    /** The events of the current transaction, registered to be written at its end. */
    private TransactionEvents currentEvents() {
        TransactionEvents events = (TransactionEvents) transactions.getResource(TransactionEvents.class);
        if (events == null) {
            events = new TransactionEvents(store, listeners, transactions);
            transactions.putResource(TransactionEvents.class, events);
            transactions.registerInterposedSynchronization(events);
        } else if (events.hasWritten()) {
            // the server may have called the first synchronization already
            transactions.registerInterposedSynchronization(events.lateSynchronization());
        }
        return events;
    }

    /**
     * Reads committed publications of a topic, in order.
     *
     * @param after sequence number after which to read; 0 for the beginning
     * @param limit maximum number of publications
     */
    public List<Publication> read(Topic topic, long after, int limit) {
        return store.read(topic, after, limit);
    }

    /** The epoch of the log, in which its sequence numbers are given; another one after a restore from a backup. */
    public String epoch() {
        return installation.epoch();
    }

    /** The end of a topic's log, to be read before a state from which clients go on. */
    public LogPosition end(Topic topic) {
        // first the epoch: with an older one the position counts for nothing, with a newer one it would be wrong
        String epoch = installation.epoch();
        return new LogPosition(position(topic), epoch);
    }

    /** The last committed sequence number of a topic; 0 when it has none. */
    public long position(Topic topic) {
        return store.positions(List.of(topic)).getOrDefault(topic, 0L);
    }

    /** The last committed sequence numbers of the topics; those without publications are absent. */
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return store.positions(topics);
    }
}
