package org.heliograph.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.heliograph.broker.Broker;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.persistence.DatabaseNotifications;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/**
 * Runs the node's {@link LogWatch}, on a thread of its own. Where Redis connects the nodes it reads the log while Redis is away, and does
 * nothing otherwise. A node whose database is embedded in its own process has no others to watch for.
 */
@ApplicationScoped
public class LogWatcher {
    private static final long STOP_MILLIS = 2_000;

    @Inject
    private LogNotifier notifier;

    @Inject
    private Broker broker;

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
        if (!sql.isEmbedded()) {
            watch = new LogWatch(
                    comparison::numbered,
                    () -> pollUnlessConnected(comparison),
                    notifier,
                    () -> notifications.listen(LogNotifier.CHANNEL));
            run();
        }
    }

    private void pollUnlessConnected(LogComparison comparison) {
        if (!notifier.hasBroker() || !broker.connected()) {
            comparison.poll();
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
