package org.heliograph.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.persistence.DatabaseNotifications;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/**
 * Runs the node's {@link LogWatch}, on a thread of its own, unless Redis connects the nodes or the database is embedded in this process,
 * so that there are no others. In both cases the comparison of each second remains.
 */
@ApplicationScoped
public class LogWatcher {
    private static final long STOP_MILLIS = 2_000;

    @Inject
    private LogNotifier notifier;

    @Inject
    private SqlTemplate sql;

    @Inject
    private DatabaseNotifications notifications;

    @Resource
    private ManagedThreadFactory threads;

    private LogWatch watch;
    private Thread thread;
    private boolean stopped;

    @Produces
    static ScheduledJob job(LogWatcher watcher) {
        return new ScheduledJob("log-watch", Duration.ofSeconds(1), watcher::run);
    }

    /** @param comparison of the node's open topics; nothing is watched before this call */
    synchronized void start(LogComparison comparison) {
        if (!notifier.hasBroker() && !sql.isEmbedded()) {
            watch = new LogWatch(
                    comparison::numbered, comparison::poll, notifier, () -> notifications.listen(LogNotifier.CHANNEL));
            run();
        }
    }

    /** Starts the thread unless it runs; called every second. */
    public synchronized void run() {
        if (watch != null && !stopped && (thread == null || !thread.isAlive())) {
            thread = threads.newThread(watch);
            thread.setName("heliograph-log-watch");
            thread.start();
        }
    }

    @PreDestroy
    void stop() {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        if (running != null) {
            watch.close();
            try {
                running.join(STOP_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
