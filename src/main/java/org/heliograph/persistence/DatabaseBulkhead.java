package org.heliograph.persistence;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Bounds the number of threads that wait for the database, so that a database that hangs leaves the server's threads to the health check,
 * to sockets and to whatever else needs no database. A thread that finds no place waits for one as long as the database does its work;
 * it is refused at once when no thread has made progress for half a second, or when the database is known to be silent.
 */
@ApplicationScoped
public class DatabaseBulkhead {
    static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Present on a thread that has a place, so that nested calls take no other. */
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    private LongSupplier nanoTime = System::nanoTime;
    private Semaphore places = new Semaphore(Integer.MAX_VALUE);
    /** When a statement was last answered, or else the last place was taken. */
    private volatile long progress;

    @Inject
    private Configuration configuration;

    @Inject
    private DatabaseMonitor monitor;

    /** Without a bound until it is prepared. */
    public DatabaseBulkhead() {}

    DatabaseBulkhead(int limit, DatabaseMonitor monitor, LongSupplier nanoTime) {
        this.places = new Semaphore(limit, true);
        this.monitor = monitor;
        this.nanoTime = nanoTime;
        progress = nanoTime.getAsLong();
    }

    @PostConstruct
    void prepare() {
        places = new Semaphore(configuration.get(NodeSettings.DATABASE_REQUESTS), true);
        progress = nanoTime.getAsLong();
    }

    /** Work that uses the database. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Does work that uses the database, within the bound.
     *
     * @throws DatabaseException when there is no place for it
     */
    <T, E extends Exception> T run(Work<T, E> work) throws E {
        if (inside.get() != null) {
            return answered(work);
        }
        enter();
        inside.set(true);
        try {
            return answered(work);
        } catch (Exception | Error failed) {
            if (monitor != null) {
                monitor.record(failed);
            }
            throw failed;
        } finally {
            inside.remove();
            places.release();
        }
    }

    private <T, E extends Exception> T answered(Work<T, E> work) throws E {
        boolean outage = false;
        try {
            return work.run();
        } catch (Exception | Error failed) {
            outage = DatabaseException.isOutage(failed);
            throw failed;
        } finally {
            if (!outage) {
                progress = nanoTime.getAsLong();
            }
        }
    }

    private void enter() {
        if (monitor != null && monitor.isSilent() && sinceProgress() >= DatabaseMonitor.SILENT_NANOS) {
            throw refusal("the database does not answer");
        }
        try {
            long began = nanoTime.getAsLong();
            while (!places.tryAcquire(isStalled() ? 0 : STALL_NANOS, TimeUnit.NANOSECONDS)) {
                if (isStalled() || nanoTime.getAsLong() - began >= WAIT_NANOS) {
                    throw refusal("too many calls wait for the database");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw refusal("interrupted");
        }
        if (places.availablePermits() == 0) {
            progress = nanoTime.getAsLong();
        }
    }

    /** Whether all places are taken, and no statement has been answered since the last was taken, or for a while. */
    private boolean isStalled() {
        return places.availablePermits() == 0 && sinceProgress() >= STALL_NANOS;
    }

    private long sinceProgress() {
        return nanoTime.getAsLong() - progress;
    }

    private static DatabaseException refusal(String reason) {
        return new DatabaseException(new SQLTransientConnectionException(reason));
    }
}
