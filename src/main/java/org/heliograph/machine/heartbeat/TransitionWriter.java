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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.heliograph.machine.MachineMetrics;
import org.heliograph.machine.heartbeat.TransitionRepository.Outcome;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.platform.WorkerThreads;

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
    private static final TransitionBounds BOUNDS = new TransitionBounds(CAPACITY, 32L * 1024 * 1024);
    /** How long the sender of a transition waits before it is answered 503. */
    static final Duration WAIT = Duration.ofSeconds(10);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final long FAULT_PAUSE_MILLIS = 100;
    private static final Logger LOG = Logger.getLogger(TransitionWriter.class.getName());

    private final TransitionQueue queue = new TransitionQueue(BOUNDS, MAX_GROUP, System::nanoTime);
    private final WorkerThreads writers = new WorkerThreads("heliograph-transitions", WRITERS, this::run);

    @Inject
    private TransitionRepository repository;

    @Resource
    private ManagedThreadFactory threads;

    /** Makes the writers in place of the container; null outside of tests. */
    private ThreadFactory factory;

    private volatile boolean started;

    /** For the container. */
    public TransitionWriter() {}

    /** Commits to another repository, on other threads, in tests. */
    TransitionWriter(TransitionRepository repository, ThreadFactory factory) {
        this.repository = repository;
        this.factory = factory;
    }

    @Produces
    static ScheduledJob job(TransitionWriter writer) {
        return new ScheduledJob("transition-timeout", Duration.ofSeconds(1), writer::look);
    }

    /** Queues a transition; one that finds the queue full fails at once with 503. */
    void add(PendingTransition transition) {
        if (!started) {
            started = true;
            ensureWriters();
        }
        if (!queue.add(transition)) {
            transition.reject();
        }
    }

    /** Answers those that have waited for too long, and replaces writers that have ended; called every second. */
    void look() {
        if (started) {
            ensureWriters();
        }
        queue.repair();
        expire();
    }

    /** While no more can be started, fewer writers commit what waits. */
    private void ensureWriters() {
        try {
            writers.ensure(factory == null ? threads : factory);
        } catch (RuntimeException | Error refused) {
            // no thread now: the next second is another try
            logQuietly(refused, () -> "a writer of changes of machines could not be started; trying again");
        }
    }

    /** Commits groups until the queue is closed and empty. No fault ends it. */
    void run() {
        long pauseMillis = 0;
        boolean open = true;
        while (open) {
            try {
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
                pauseMillis = 0;
                TransitionQueue.Group group = queue.take();
                open = group != null;
                if (open) {
                    write(group);
                }
            } catch (InterruptedException stop) {
                // the server stops its threads; the job starts another one if the application goes on
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error fault) {
                pauseMillis = FAULT_PAUSE_MILLIS;
                logQuietly(fault, () -> "changes of machines could not be taken; trying again");
            }
        }
    }

    private void write(TransitionQueue.Group group) {
        List<PendingTransition> locked = List.of();
        List<Runnable> answers = List.of();
        try {
            locked = new ArrayList<>();
            answers = new ArrayList<>();
            write(group.transitions(), locked, answers);
        } catch (RuntimeException | Error fault) {
            log(group.transitions(), fault);
        }
        // before the answers: the next group of the organisation need not wait for them
        List<PendingTransition> again = release(group, locked);
        answers.forEach(TransitionWriter::answer);
        reject(group.transitions(), again);
    }

    /** @return those of the group that come again */
    private List<PendingTransition> release(TransitionQueue.Group group, List<PendingTransition> locked) {
        try {
            queue.release(group, locked);
            return locked;
        } catch (RuntimeException | Error fault) {
            log(locked, fault);
            return List.of();
        }
    }

    private static void answer(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error fault) {
            logQuietly(fault, () -> "a change of a machine could not be answered");
        }
    }

    /** Answers those of a group that a fault has left unanswered: they are in the queue no more. */
    private static void reject(List<PendingTransition> group, List<PendingTransition> again) {
        for (PendingTransition one : group) {
            if (!again.contains(one) && !one.stored().isDone()) {
                answer(one::reject);
            }
        }
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
                MachineMetrics.TRANSITIONS.increment(MachineMetrics.HEARTBEAT);
                answers.add(() -> one.stored().complete(applied.machine()));
            } else if (outcome instanceof Outcome.Refused refused) {
                answers.add(() -> one.stored().completeExceptionally(refused.reason()));
            } else {
                locked.add(one);
            }
        }
    }

    private static void log(List<PendingTransition> batch, Throwable failed) {
        logQuietly(failed, () -> batch.size() + " changes of machines could not be stored");
    }

    /** Throws nothing, such as for want of memory: what waits must go on. */
    private static void logQuietly(Throwable failed, Supplier<String> message) {
        try {
            LOG.log(DatabaseException.logLevel(failed), failed, message);
        } catch (RuntimeException | Error unlogged) {
            // the work matters more than the record
        }
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

    /** Answers those that have waited for too long. Those not yet taken are not committed any more. */
    void expire() {
        queue.expired().forEach(PendingTransition::reject);
    }

    /** The number of transitions that wait or are being committed. */
    int waiting() {
        return queue.size();
    }

    /** Returns when all queued transitions are committed and answered, or after ten seconds. */
    @PreDestroy
    void close() {
        writers.close();
        queue.close();
        try {
            writers.await(STOP_TIMEOUT);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
