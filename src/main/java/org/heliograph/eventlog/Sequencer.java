package org.heliograph.eventlog;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;

/**
 * Gives committed events their sequence numbers, a moment after their commit, and reports them to the {@link CommitListener}s. Every node
 * has one, on a thread of its own, and any may number any topic: that of the writer's node is woken by the commit, and a look each second
 * takes what a node that has ended or hangs has left.
 */
@ApplicationScoped
public class Sequencer {
    private static final Logger LOG = Logger.getLogger(Sequencer.class.getName());
    private static final long STOP_MILLIS = 2_000;

    @Inject
    private SequencerRepository repository;

    @Inject
    private PendingEventStatus pending;

    @Inject
    private TopicPositions positions;

    @Inject
    @Any
    private Instance<CommitListener> listeners;

    @Resource
    private ManagedThreadFactory threads;

    private SequencerWorker worker;
    private Thread thread;
    private boolean stopped;

    @PostConstruct
    void prepare() {
        worker = new SequencerWorker(repository::sequence, positions::of, pending::floor, this::report);
    }

    /** Begins to number events; called when the schema is there, and again when the thread has ended. */
    public synchronized void start() {
        if (!stopped && (thread == null || !thread.isAlive())) {
            thread = threads.newThread(worker);
            thread.setName("heliograph-sequencer");
            thread.start();
        }
    }

    @Produces
    static ScheduledJob job(Sequencer sequencer) {
        return new ScheduledJob("log-sequencer", Duration.ofSeconds(1), sequencer::sweep);
    }

    /** Looks for events that no node has numbered; called every second. */
    public void sweep() {
        start();
        if (pending.refresh()) {
            worker.request();
        }
    }

    /** Called on the writer's thread when the transaction has written its events; does not block. */
    void committing(CommittedTransaction transaction) {
        worker.announce(transaction);
    }

    /** The end of what {@link #committing} has announced when it does not commit. */
    void rolledBack(CommittedTransaction transaction) {
        worker.withdraw(transaction);
    }

    /** Numbers the events of a transaction soon. Called on the writer's thread; does not block. */
    void committed(CommittedTransaction transaction) {
        worker.add(transaction);
    }

    /** The ticket up to which no event is pending, as far as this node knows. */
    long floor() {
        return pending.floor();
    }

    private void report(List<Publication> publications) {
        for (CommitListener listener : listeners) {
            try {
                listener.committed(publications);
            } catch (RuntimeException failed) {
                // the log holds the publications: the next comparison of positions reads them from there
                LOG.log(DatabaseException.logLevel(failed), "a commit listener failed", failed);
            }
        }
    }

    @PreDestroy
    void stop() {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        worker.close();
        if (running != null) {
            try {
                running.join(STOP_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
