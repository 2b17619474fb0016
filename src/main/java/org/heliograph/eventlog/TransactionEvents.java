package org.heliograph.eventlog;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.DatabaseException;

/**
 * The events of one transaction. They are written by the {@link FlushInterceptor}, or else when the transaction completes: both come
 * after the persistence provider has flushed, so every entity listener has run. Each topic's row is then locked once, in order of the
 * topics' names, so that transactions over the same topics cannot deadlock.
 */
final class TransactionEvents implements Synchronization {
    private static final Logger LOG = Logger.getLogger(TransactionEvents.class.getName());

    private final LogStore store;
    private final Iterable<CommitListener> listeners;
    private final TransactionSynchronizationRegistry transaction;
    private final List<Publication> written = new ArrayList<>();
    private List<PendingEvent> pending = new ArrayList<>();

    TransactionEvents(
            LogStore store, Iterable<CommitListener> listeners, TransactionSynchronizationRegistry transaction) {
        this.store = store;
        this.listeners = listeners;
        this.transaction = transaction;
    }

    void add(PendingEvent event) {
        pending.add(event);
    }

    /** Whether all events so far have been written, so that a later one needs a synchronization of its own. */
    boolean hasWritten() {
        return pending.isEmpty() && !written.isEmpty();
    }

    /** A synchronization that writes later events; the first one notifies the listeners of all. */
    Synchronization lateSynchronization() {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                TransactionEvents.this.beforeCompletion();
            }

            @Override
            public void afterCompletion(int status) {
                // the first synchronization notifies the listeners
            }
        };
    }

    @Override
    public void beforeCompletion() {
        if (pending.isEmpty() || transaction.getRollbackOnly()) {
            return;
        }
        List<PendingEvent> events = pending;
        pending = new ArrayList<>();
        try {
            Map<Topic, List<PendingEvent>> byTopic = new TreeMap<>();
            events.forEach(event -> byTopic.computeIfAbsent(event.topic(), topic -> new ArrayList<>())
                    .add(event));
            store.createTopics(logged(byTopic));
            byTopic.forEach((topic, ofTopic) -> written.addAll(store.append(topic, ofTopic)));
        } catch (RuntimeException failed) {
            transaction.setRollbackOnly();
            throw failed;
        }
    }

    private static Set<Topic> logged(Map<Topic, List<PendingEvent>> byTopic) {
        return byTopic.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(PendingEvent::logged))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void afterCompletion(int status) {
        if (status != Status.STATUS_COMMITTED || written.isEmpty()) {
            return;
        }
        store.committed(written.stream()
                .filter(Publication::logged)
                .map(Publication::topic)
                .collect(Collectors.toSet()));
        for (CommitListener listener : listeners) {
            try {
                listener.committed(List.copyOf(written));
            } catch (RuntimeException failed) {
                // the log holds the publications: the next comparison of positions reads them from there
                LOG.log(DatabaseException.logLevel(failed), "a commit listener failed", failed);
            }
        }
    }
}
