package org.heliograph.machine.heartbeat;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.machine.heartbeat.TransitionRepository.Outcome;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.rest.ApiException;

/**
 * Commits transitions in groups and answers them after their commit; meanwhile the next groups gather. So a lone transition is committed
 * at once, and many share a commit.
 */
@ApplicationScoped
public class TransitionWriter {
    /** As many wait for a commit as two shared disks can take at once; each holds a connection of the pool. */
    static final int WRITERS = 4;

    static final int MAX_GROUP = 200;
    static final int CAPACITY = 10_000;
    /** How long the sender of a transition waits before it is answered 503. */
    static final Duration WAIT = Duration.ofSeconds(10);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = Logger.getLogger(TransitionWriter.class.getName());

    private final TransitionQueue queue = new TransitionQueue(CAPACITY, MAX_GROUP, System::nanoTime);
    private final List<Thread> writers = new ArrayList<>();

    @Inject
    private TransitionRepository repository;

    @Resource
    private ManagedThreadFactory threads;

    private volatile boolean started;

    /** For the container. */
    public TransitionWriter() {}

    /** Commits to another repository, on the caller's threads, in tests. */
    TransitionWriter(TransitionRepository repository) {
        this.repository = repository;
        started = true;
    }

    @Produces
    static ScheduledJob job(TransitionWriter writer) {
        return new ScheduledJob("transition-timeout", Duration.ofSeconds(1), writer::expire);
    }

    /** Queues a transition; one that finds the queue full fails at once with 503. */
    void add(PendingTransition transition) {
        if (!started) {
            start();
        }
        if (!queue.add(transition)) {
            reject(transition);
        }
    }

    private synchronized void start() {
        for (int i = writers.size(); i < WRITERS; i++) {
            Thread thread = threads.newThread(this::run);
            thread.setName("heliograph-transitions-" + (i + 1));
            thread.start();
            writers.add(thread);
        }
        started = true;
    }

    /** Commits groups until the queue is closed and empty. */
    void run() {
        try {
            for (TransitionQueue.Group group = queue.take(); group != null; group = queue.take()) {
                writeSafely(group);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault ends no writer: what it has left unanswered expires. */
    private void writeSafely(TransitionQueue.Group group) {
        try {
            write(group);
        } catch (RuntimeException | Error fault) {
            log(group.transitions(), fault);
        }
    }

    private void write(TransitionQueue.Group group) {
        List<PendingTransition> locked = new ArrayList<>();
        List<Runnable> answers = new ArrayList<>();
        try {
            write(group.transitions(), locked, answers);
        } finally {
            // before the answers: the next group of the organisation need not wait for them
            queue.release(group, locked);
        }
        answers.forEach(Runnable::run);
    }

    private void write(List<PendingTransition> batch, List<PendingTransition> locked, List<Runnable> answers) {
        List<Outcome> outcomes;
        try {
            outcomes = storeWithRetries(batch);
        } catch (RuntimeException | Error failed) {
            if (batch.size() > 1 && !DatabaseException.isUnavailable(failed)) {
                // halved until the one at fault is alone: the others must be committed
                write(batch.subList(0, batch.size() / 2), locked, answers);
                write(batch.subList(batch.size() / 2, batch.size()), locked, answers);
            } else {
                log(batch, failed);
                batch.forEach(one -> answers.add(() -> one.stored().completeExceptionally(failed)));
            }
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            PendingTransition one = batch.get(i);
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Applied applied) {
                answers.add(() -> one.stored().complete(applied.machine()));
            } else if (outcome instanceof Outcome.Refused refused) {
                answers.add(() -> one.stored().completeExceptionally(refused.reason()));
            } else {
                locked.add(one);
            }
        }
    }

    private static void log(List<PendingTransition> batch, Throwable failed) {
        LOG.log(DatabaseException.logLevel(failed), batch.size() + " changes of machines could not be stored", failed);
    }

    private List<Outcome> storeWithRetries(List<PendingTransition> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                return repository.store(batch);
            } catch (RuntimeException failed) {
                if (attempt == ATTEMPTS || !DatabaseException.isLockFailure(failed)) {
                    throw failed;
                }
            }
        }
    }

    /** Answers those that have waited for too long; called every second. Those not yet taken are not committed any more. */
    void expire() {
        queue.expired().forEach(TransitionWriter::reject);
    }

    private static void reject(PendingTransition transition) {
        transition
                .stored()
                .completeExceptionally(
                        new ApiException(503, "BUSY", "Too busy to accept this heartbeat.").retryAfter(1));
    }

    /** The number of transitions that wait or are being committed. */
    int waiting() {
        return queue.size();
    }

    /** Returns when all queued transitions are committed and answered, or after ten seconds. */
    @PreDestroy
    void close() {
        queue.close();
        long until = System.nanoTime() + STOP_TIMEOUT.toNanos();
        for (Thread writer : writers) {
            try {
                writer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException stop) {
                LOG.log(Level.FINE, "interrupted while stopping", stop);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
