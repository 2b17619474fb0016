package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
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
 * The log of publications. An event becomes part of it exactly when its transaction commits: its row is written at the end of that
 * transaction, on its own connection. It gets its sequence number a moment later, from the {@link Sequencer} of any node.
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
    private Sequencer sequencer;

    @Inject
    private TopicPositions positions;

    /**
     * Appends an event to the log, and delivers it, when the current transaction commits. Its timestamp is the database's.
     *
     * @throws IllegalStateException when there is no active transaction, or its events have been written already
     */
    public void publish(Topic topic, String event, JsonObject payload) {
        add(topic, event, payload, true);
    }

    /**
     * Delivers an event when the current transaction commits, after the events that the transaction published on the topic before it.
     * The log does not keep it: it is delivered at most once, and a client that is not connected misses it.
     *
     * @throws IllegalStateException when there is no active transaction, or its events have been written already
     */
    public void publishTransient(Topic topic, String event, JsonObject payload) {
        add(topic, event, payload, false);
    }

    private void add(Topic topic, String event, JsonObject payload, boolean logged) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("publishing needs an active transaction: " + topic + " " + event);
        }
        currentEvents().add(topic, event, payload.toString(), Timestamps.now(clock), logged);
    }

    /**
     * Deletes all publications of a topic from the log, with those that wait for their numbers, in the current transaction, so that
     * readers who gain access to the topic later cannot read them: resuming reports a gap. Sequence numbers continue.
     */
    public void purge(Topic topic) {
        store.purge(topic);
    }

    /** Flushes the entities, then writes the events of the current transaction to the log: nothing more can be published in it. */
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
            events = new TransactionEvents(store, sequencer, transactions);
            transactions.putResource(TransactionEvents.class, events);
            transactions.registerInterposedSynchronization(events);
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
        String epoch = epoch();
        return new LogPosition(position(topic), epoch);
    }

    /**
     * How many events of a topic have been committed since its beginning, with those that wait for their numbers: it changes with
     * each commit, on whatever node, before the writer has its answer.
     */
    public long committed(Topic topic) {
        return positions.committed(topic, sequencer.floor());
    }

    /** The last sequence number of a topic; 0 when it has none. Events that are committed and wait for their numbers come after it. */
    public long position(Topic topic) {
        return positions.of(List.of(topic)).getOrDefault(topic, 0L);
    }

    /** The last sequence numbers of the topics; those without publications may be absent. */
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return positions.of(topics);
    }
}
