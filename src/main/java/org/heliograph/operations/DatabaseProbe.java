package org.heliograph.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Whether the database answers. Callers within half a second share one check, and none waits longer than three seconds, however many
 * ask and whatever the database does.
 */
@ApplicationScoped
class DatabaseProbe {
    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class.getName());
    private static final int VALID_SECONDS = 2;
    private static final long WAIT_SECONDS = 3;
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** A check that takes longer counts no more: its connection may never come back. */
    private static final long HOPELESS_NANOS = TimeUnit.MINUTES.toNanos(1);

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Resource
    private ManagedExecutorService executor;

    private Check newest;

    /** One check, under way or done. */
    private record Check(long began, CompletableFuture<Boolean> result) {}

    boolean answers() {
        try {
            return current().result().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException late) {
            LOG.log(Level.FINE, "the database does not answer", late);
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Check current() {
        long now = System.nanoTime();
        if (newest == null || now - newest.began() > (newest.result().isDone() ? FRESH_NANOS : HOPELESS_NANOS)) {
            newest = new Check(now, CompletableFuture.supplyAsync(this::check, executor));
        }
        return newest;
    }

    private boolean check() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(VALID_SECONDS);
        } catch (SQLException unreachable) {
            LOG.log(Level.FINE, "the database does not answer", unreachable);
            return false;
        }
    }
}
