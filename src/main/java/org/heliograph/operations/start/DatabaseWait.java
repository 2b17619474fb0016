package org.heliograph.operations.start;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.StartState;
import org.heliograph.settings.NodeSettings;

/**
 * Starts the application once its database is available. What keeps it from starting is in the log; the state is public, which
 * says less.
 */
final class DatabaseWait implements Runnable {
    static final String TOO_LONG = "the database was unavailable for too long, see the log of this node";
    static final String FAILED = "the start has failed, see the log of this node";

    private static final Logger LOG = Logger.getLogger(DatabaseWait.class.getName());

    private final BooleanSupplier available;
    private final Runnable start;
    private final Duration pause;
    private final Duration longest;
    private final CountDownLatch stopping;
    private final StartState state;

    /**
     * @param available whether the database can be reached
     * @param start     everything that remains to be done; may be called again after the database was away
     * @param pause     before each attempt
     * @param longest   wait
     * @param stopping  ends the wait
     */
    DatabaseWait(
            BooleanSupplier available,
            Runnable start,
            Duration pause,
            Duration longest,
            CountDownLatch stopping,
            StartState state) {
        this.available = available;
        this.start = start;
        this.pause = pause;
        this.longest = longest;
        this.stopping = stopping;
        this.state = state;
    }

    @Override
    public void run() {
        long began = System.nanoTime();
        try {
            while (!stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                if (started()) {
                    return;
                }
                if (System.nanoTime() - began > longest.toNanos()) {
                    state.waiting(TOO_LONG);
                    LOG.log(
                            Level.SEVERE,
                            "this node does not serve: the database was unavailable for {0} ({1}): restart this node when"
                                    + " the database is there",
                            new Object[] {longest, NodeSettings.DATABASE_WAIT.name()});
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            state.waiting(FAILED);
            LOG.log(Level.SEVERE, "this node does not serve: {0}", DatabaseException.reason(failed));
            LOG.log(Level.FINE, "the start has failed", failed);
        } catch (Throwable failed) {
            // an Error: no call may wait for a start that has ended
            state.waiting(FAILED);
            LOG.log(Level.SEVERE, "this node does not serve", failed);
        }
    }

    /** @return false while the database is unavailable */
    private boolean started() {
        if (!available.getAsBoolean()) {
            return false;
        }
        try {
            LOG.info("the database is available: this node starts");
            start.run();
            return true;
        } catch (RuntimeException failed) {
            if (DatabaseException.isUnavailable(failed)) {
                return false;
            }
            throw failed;
        }
    }
}
