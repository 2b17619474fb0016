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
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * What one transaction has to say. It is written at the {@link FlushInterceptor}, or else when the transaction completes:
 * both come after the persistence provider has flushed, so every entity listener has spoken. Then each topic's row is locked
 * once, in name order, which is what keeps two transactions over the same topics from deadlocking.
 */
final class TransactionEvents implements Synchronization {
    private static final Logger LOG = Logger.getLogger(TransactionEvents.class.getName());

    private final LogStore store;
    private final Iterable<CommitListener> listeners;
    private final TransactionSynchronizationRegistry transaction;
    private final List<Publication> written = new ArrayList<>();
    private List<PendingEvent> drafts = new ArrayList<>();

    TransactionEvents(
            LogStore store, Iterable<CommitListener> listeners, TransactionSynchronizationRegistry transaction) {
        this.store = store;
        this.listeners = listeners;
        this.transaction = transaction;
    }

    void add(PendingEvent draft) {
        drafts.add(draft);
    }

    /** Whether what was collected before has been written, so that a later flush needs a synchronization of its own. */
    boolean hasWritten() {
        return drafts.isEmpty() && !written.isEmpty();
    }

    /** A synchronization that writes what came late; this one goes on to tell the listeners of everything. */
    Synchronization again() {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                TransactionEvents.this.beforeCompletion();
            }

            @Override
            public void afterCompletion(int status) {
                // told by the first one
            }
        };
    }

    @Override
    public void beforeCompletion() {
        if (drafts.isEmpty() || transaction.getRollbackOnly()) {
            return;
        }
        List<PendingEvent> now = drafts;
        drafts = new ArrayList<>();
        try {
            Map<Topic, List<PendingEvent>> byTopic = new TreeMap<>();
            now.forEach(draft -> byTopic.computeIfAbsent(draft.topic(), topic -> new ArrayList<>())
                    .add(draft));
            store.prepare(logged(byTopic));
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
                // the log holds it: the next look at the positions makes it good
                LOG.log(Level.WARNING, "a commit listener failed", failed);
            }
        }
    }
}
