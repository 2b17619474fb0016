package org.heliograph.persistence;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Knows at any time whether the database can be used, and never waits for it: one thread asks the database twice a second, and another
 * notices when the first gets no answer. What statements of others fail with is taken into account. It logs the beginning of an
 * outage once and its end once, for the whole node.
 */
@ApplicationScoped
public class DatabaseMonitor {
    /** A probe without an answer for so long means that the database is silent. */
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long a failure that others met counts after its last occurrence. */
    static final long SIGHTING_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final Logger LOG = Logger.getLogger(DatabaseMonitor.class.getName());
    private static final long PERIOD_MILLIS = 500;
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long IDLE_SECONDS = 60;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private final Map<DatabaseProblem, Sighting> sightings = new EnumMap<>(DatabaseProblem.class);
    private LongSupplier nanoTime = System::nanoTime;
    private Supplier<DatabaseProbe.Finding> probe;
    private volatile ThreadPoolExecutor prober;
    private Thread watcher;
    private volatile boolean probing;
    /** How long the probe has been under way; a pause of the whole process counts little. */
    private volatile long probedNanos;

    private volatile DatabaseProbe.Finding finding = DatabaseProbe.Finding.NONE;
    /** The problem that was logged last; null after its end. */
    private DatabaseProblem logged;

    private long loggedAt;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Resource
    private ManagedThreadFactory threads;

    /** The last turn has failed. */
    private boolean faulty;

    /** Failures of the same kind. */
    private record Sighting(int count, long last) {}

    /** For the container. */
    public DatabaseMonitor() {}

    /** @param probe asks the database */
    DatabaseMonitor(Supplier<DatabaseProbe.Finding> probe, LongSupplier nanoTime) {
        this.probe = probe;
        this.nanoTime = nanoTime;
    }

    /** Begins to watch. */
    public void start() {
        probe = new DatabaseProbe(database);
        start(threads);
    }

    void start(ThreadFactory factory) {
        prober = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        ensureWatched();
    }

    /** Starts the watching thread unless it runs; called every second. */
    public synchronized void ensureWatched() {
        if (prober != null && stopping.getCount() > 0 && (watcher == null || !watcher.isAlive())) {
            Thread thread = prober.getThreadFactory().newThread(this::watch);
            thread.setName("heliograph-database-monitor");
            thread.start();
            watcher = thread;
        }
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
        wake.release();
        if (prober != null) {
            prober.shutdownNow();
        }
    }

    private void watch() {
        try {
            // the pause bounds what a burst of failures can ask for, and how often a fault is met
            while (!stopping.await(SHORTEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                turn();
            }
        } catch (InterruptedException stopped) {
            // the server stops its threads; the job starts another one if the application goes on
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        try {
            long began = nanoTime.getAsLong();
            ask();
            wake.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            wake.drainPermits();
            pass(nanoTime.getAsLong() - began);
            report();
            faulty = false;
        } catch (RuntimeException | Error fault) {
            logQuietly(fault);
        }
    }

    /** Logs the first of several faults; throws nothing, such as for want of memory. */
    private void logQuietly(Throwable fault) {
        try {
            if (!faulty) {
                LOG.log(Level.WARNING, "the database could not be watched; trying again", fault);
            }
            faulty = true;
        } catch (RuntimeException | Error unlogged) {
            // the next one is logged
        }
    }

    private void ask() {
        if (probing) {
            return;
        }
        begin();
        try {
            prober.execute(this::run);
        } catch (RuntimeException | Error refused) {
            // no thread now: the next period is another try
            probing = false;
        }
    }

    void begin() {
        probedNanos = 0;
        probing = true;
    }

    void run() {
        try {
            finding = probe.get();
        } catch (RuntimeException | Error failed) {
            finding = new DatabaseProbe.Finding(DatabaseProblem.UNREACHABLE, failed.toString());
        } finally {
            probing = false;
        }
    }

    /** Time has passed since the last call: more than two periods mean that this process was paused. */
    void pass(long nanos) {
        probedNanos += Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(2 * PERIOD_MILLIS));
    }

    /** Whether the database has been asked and has not answered for two seconds. */
    boolean isSilent() {
        return isUnanswered(SILENT_NANOS);
    }

    /** Whether the database has been asked and has not answered for so long; known to half a second. */
    boolean isUnanswered(long nanos) {
        return probing && probedNanos >= nanos;
    }

    /** What is wrong with the database now; empty when nothing is. Never blocks. */
    public Optional<DatabaseProblem> problem() {
        if (isSilent()) {
            return Optional.of(DatabaseProblem.SILENT);
        }
        DatabaseProblem found = finding.problem();
        return found == null ? sighted() : Optional.of(found);
    }

    private Optional<DatabaseProblem> sighted() {
        long now = nanoTime.getAsLong();
        synchronized (sightings) {
            sightings.values().removeIf(sighting -> now - sighting.last() >= SIGHTING_NANOS);
            return sightings.entrySet().stream()
                    .filter(entry -> !entry.getKey().isPossiblyChance()
                            || entry.getValue().count() > 1)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /** A statement has failed: if that says something about the database, it is looked at now. */
    void record(Throwable failed) {
        DatabaseProblem problem = DatabaseProblem.of(failed).orElse(null);
        if (problem == null) {
            return;
        }
        if (!problem.isTotal()) {
            long now = nanoTime.getAsLong();
            synchronized (sightings) {
                sightings.merge(
                        problem, new Sighting(1, now), (before, first) -> new Sighting(before.count() + 1, now));
            }
        }
        if (problem.isTotal() && finding.problem() == null) {
            wake.release();
        }
    }

    /** Logs what has changed since the last call. */
    void report() {
        DatabaseProblem now = problem().orElse(null);
        if (now == null && logged != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - loggedAt);
            LOG.log(Level.INFO, "the database is available again, after {0} s", seconds);
            logged = null;
        } else if (now != null && (logged == null || now.isTotal() && !logged.isTotal())) {
            String detail = finding.problem() == now ? finding.detail() : now.words();
            LOG.log(
                    Level.WARNING,
                    now.isTotal()
                            ? "the database is unavailable; calls that need it are answered 503, and it is asked again every"
                                    + " second: {0}"
                            : "the database refuses some calls, which are answered 503: {0}",
                    detail);
            loggedAt = logged == null ? nanoTime.getAsLong() : loggedAt;
            logged = now;
        }
    }
}
