package org.heliograph.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * The application's one timer: every second it starts the jobs that are due, each on a thread of its own, so that no job
 * waits for another. It runs on every node; a job that must not do the same work on two nodes takes care of that itself. A
 * {@link JobWatchdog} and the timer look after each other.
 */
@Startup
@Singleton
@DependsOn("ApplicationInitializer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class JobScheduler {
    /** A job that has not done its work for so long is a problem of the node. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Logger LOG = Logger.getLogger(JobScheduler.class.getName());
    private static final int IDLE_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    @Inject
    @Any
    private Instance<ScheduledJob> found;

    @Inject
    private Clock clock;

    @Inject
    private RunningTime time;

    @Inject
    private StartState state;

    @Resource
    private ManagedThreadFactory threads;

    private Instant startedAt;
    private JobDispatcher dispatcher;
    private ExecutorService executor;
    private JobWatchdog watchdog;
    private Thread watchdogThread;

    @PostConstruct
    void start() {
        startedAt = clock.instant();
        List<JobRunner> runners = found.stream()
                .map(job -> new JobRunner(job, time::nanos, clock))
                .toList();
        // a job runs once at a time, so nothing is queued; twice as many threads, since one that has just ended still
        // counts
        executor = new ThreadPoolExecutor(
                0, 2 * runners.size(), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        dispatcher = new JobDispatcher(runners, executor, time::nanos);
        dispatcher.pauseWhile(() -> state.reason().isPresent());
        watchdog = new JobWatchdog(dispatcher, time::beat);
        ensureWatchdog();
    }

    /** Throws nothing, since the server may cancel a timer that has thrown twice. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void tick() {
        time.beat();
        dispatcher.tick();
        ensureWatchdog();
    }

    private synchronized void ensureWatchdog() {
        try {
            if (watchdogThread == null || !watchdogThread.isAlive()) {
                Thread thread = threads.newThread(watchdog);
                thread.setName("heliograph-job-watchdog");
                thread.start();
                watchdogThread = thread;
            }
        } catch (RuntimeException | Error refused) {
            // no thread now: the next tick is another try
        }
    }

    /** How each job has run so far on this node. */
    public List<JobRunner.Status> jobs() {
        return dispatcher.jobs();
    }

    /** The names of the jobs that have not done their work for 15 s beyond their periods. */
    public Set<String> overdue() {
        return dispatcher.overdue(PATIENCE);
    }

    /** Since when jobs are run, as far as the application has started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Which jobs have not done their work for 15 s, and why; empty when all do it. Needs no other thread than the caller's. */
    public Optional<String> problem() {
        String problems = dispatcher.problems(PATIENCE);
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }

    @PreDestroy
    void stop() {
        watchdog.close();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("stopped while a job was still running");
            }
        } catch (InterruptedException hurried) {
            // the server does not wait any longer; the last calls are short
            Thread.currentThread().interrupt();
        }
        dispatcher.runLastCalls();
    }
}
