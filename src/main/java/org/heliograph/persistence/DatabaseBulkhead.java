package org.heliograph.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Bounds the number of threads that wait for the database, so that a database that hangs leaves the server's threads to the health check,
 * to sockets and to whatever else needs no database. Requests share a number of places. The node's own work, such as the sequencer and jobs,
 * has a few more for itself, which no request can take. A thread that finds no place waits for one. It is refused at once when the database
 * does not answer, and when as many requests wait as work and none has ended for half a second.
 */
@ApplicationScoped
public class DatabaseBulkhead {
    static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** With the places of requests and the monitor's connection no more than the pool has. */
    static final int OWN_PLACES = 5;

    private static final Logger LOG = Logger.getLogger(DatabaseBulkhead.class.getName());
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Present on a thread of this node that serves requests. */
    private static final ThreadLocal<Boolean> SERVES_REQUESTS = new ThreadLocal<>();

    /** Present on a thread that has a place, so that nested calls take no other. */
    private final ThreadLocal<Lane> inside = new ThreadLocal<>();

    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong loggedAt;
    private LongSupplier nanoTime = System::nanoTime;
    private Lane requests;
    private Lane own;

    @Inject
    private Configuration configuration;

    @Inject
    private DatabaseMonitor monitor;

    /** Without a bound until it is prepared. */
    public DatabaseBulkhead() {
        loggedAt = new AtomicLong(nanoTime.getAsLong() - LOG_NANOS);
        bound(Integer.MAX_VALUE);
    }

    DatabaseBulkhead(int limit, DatabaseMonitor monitor, LongSupplier nanoTime) {
        this.monitor = monitor;
        this.nanoTime = nanoTime;
        loggedAt = new AtomicLong(nanoTime.getAsLong() - LOG_NANOS);
        bound(limit);
    }

    @PostConstruct
    void prepare() {
        bound(configuration.get(NodeSettings.DATABASE_REQUESTS));
    }

    private void bound(int limit) {
        long now = nanoTime.getAsLong();
        requests = new Lane(limit, now);
        own = new Lane(limit == Integer.MAX_VALUE ? limit : OWN_PLACES, now);
    }

    /** Places, and when they were last of use. */
    private static final class Lane {
        private final int limit;
        private final Semaphore places;
        private final AtomicInteger waiting = new AtomicInteger();
        /** When a statement was last answered, or else the last place was taken. */
        private volatile long progress;

        Lane(int limit, long now) {
            this.limit = limit;
            this.places = new Semaphore(limit, true);
            this.progress = now;
        }

        boolean isFull() {
            return places.availablePermits() == 0;
        }
    }

    /** Work that uses the database. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** What a thread of a managed thread factory is to run, when that is work for requests and takes their places. */
    public static Runnable forRequests(Runnable task) {
        return () -> {
            SERVES_REQUESTS.set(true);
            try {
                task.run();
            } finally {
                SERVES_REQUESTS.remove();
            }
        };
    }

    /** The server's threads are not manageable ones; those that the node makes for itself are. */
    private static boolean isOwnWork() {
        return Thread.currentThread() instanceof ManageableThread && SERVES_REQUESTS.get() == null;
    }

    /**
     * Does work that uses the database, within the bound.
     *
     * @throws DatabaseException when there is no place for it
     */
    <T, E extends Exception> T run(Work<T, E> work) throws E {
        Lane outer = inside.get();
        if (outer != null) {
            return answered(outer, work);
        }
        Lane entered = enter();
        inside.set(entered);
        try {
            return answered(entered, work);
        } catch (Exception | Error failed) {
            if (monitor != null) {
                monitor.record(failed);
            }
            throw failed;
        } finally {
            inside.remove();
            entered.places.release();
        }
    }

    private <T, E extends Exception> T answered(Lane lane, Work<T, E> work) throws E {
        boolean outage = false;
        try {
            return work.run();
        } catch (Exception | Error failed) {
            outage = DatabaseException.isOutage(failed);
            throw failed;
        } finally {
            if (!outage) {
                lane.progress = nanoTime.getAsLong();
            }
        }
    }

    private Lane enter() {
        if (monitor != null
                && monitor.isSilent()
                && Math.min(sinceProgress(requests), sinceProgress(own)) >= DatabaseMonitor.SILENT_NANOS) {
            throw refusal("the database does not answer");
        }
        boolean ownWork = isOwnWork();
        Lane lane = ownWork ? own : requests;
        if (ownWork && own.isFull() && requests.places.tryAcquire()) {
            // its own are taken, and another is free
            lane = requests;
        } else {
            await(lane);
        }
        if (lane.isFull()) {
            lane.progress = nanoTime.getAsLong();
        }
        return lane;
    }

    private void await(Lane lane) {
        // the number of the node's own threads is a bound already
        if (lane == requests
                && lane.isFull()
                && sinceProgress(lane) >= STALL_NANOS
                && lane.waiting.get() >= lane.limit) {
            throw refusal("too many calls wait for slow statements");
        }
        lane.waiting.incrementAndGet();
        try {
            long began = nanoTime.getAsLong();
            while (!lane.places.tryAcquire(isStalled(lane) ? 0 : STALL_NANOS, TimeUnit.NANOSECONDS)) {
                if (isStalled(lane) || nanoTime.getAsLong() - began >= WAIT_NANOS) {
                    throw refusal("too many calls wait for the database");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(new SQLTransientConnectionException("interrupted"));
        } finally {
            lane.waiting.decrementAndGet();
        }
    }

    /** Whether all places are taken, no statement of them has been answered for a while, and the database answers no question either. */
    private boolean isStalled(Lane lane) {
        return lane.isFull() && sinceProgress(lane) >= STALL_NANOS && isUnanswered();
    }

    private boolean isUnanswered() {
        return monitor != null && monitor.isUnanswered(STALL_NANOS);
    }

    private long sinceProgress(Lane lane) {
        return nanoTime.getAsLong() - lane.progress;
    }

    /** How many requests wait for a place. */
    public int waiting() {
        return requests.waiting.get();
    }

    /** How many requests use the database. */
    public int used() {
        return requests.limit - requests.places.availablePermits();
    }

    /** How many requests may use it. */
    public int places() {
        return requests.limit;
    }

    /** How many calls were refused since the start. */
    public long refused() {
        return refused.get();
    }

    /** An outage is in the monitor's log; that calls are refused although the database answers is said here. */
    private DatabaseException refusal(String reason) {
        long count = refused.incrementAndGet();
        long now = nanoTime.getAsLong();
        long last = loggedAt.get();
        if (!isUnanswered() && now - last >= LOG_NANOS && loggedAt.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "calls are answered 503 although the database answers ({0} since the start; said once a minute at most): {1}",
                    new Object[] {count, reason});
        }
        return new DatabaseException(new SQLTransientConnectionException(reason));
    }
}
