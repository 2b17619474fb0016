package org.heliograph.delivery;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.LogNotification;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.DatabaseNotifications;

/**
 * Hears within milliseconds what other nodes have put into the log, for a node without a broker. On PostgreSQL it listens to the sequencers'
 * notifications. It also sends some to itself: where they do not arrive, as behind a pool of connections such as pgbouncer, and on H2 over TCP,
 * it reads the positions of the open topics up to ten times a second instead.
 */
final class LogWatch implements Runnable {
    private static final Logger LOG = Logger.getLogger(LogWatch.class.getName());
    private static final int WAIT_MILLIS = 100;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Reading positions takes no more than this part of the time. */
    private static final int POLL_SHARE = 10;

    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_RETRY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<Map<Topic, Long>> numbered;
    private final Runnable readPositions;
    private final LogNotifier notifier;
    private final Supplier<DatabaseNotifications.Subscription> listen;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long retryNanos = FIRST_RETRY_NANOS;
    private boolean said;

    /**
     * @param numbered      takes the last sequence numbers of topics that have moved
     * @param readPositions reads those of the open topics
     * @param listen        begins to listen to the notifier's channel
     */
    LogWatch(
            Consumer<Map<Topic, Long>> numbered,
            Runnable readPositions,
            LogNotifier notifier,
            Supplier<DatabaseNotifications.Subscription> listen) {
        this.numbered = numbered;
        this.readPositions = readPositions;
        this.notifier = notifier;
        this.listen = listen;
    }

    @Override
    public void run() {
        try {
            long retryAt = System.nanoTime();
            while (closed.getCount() > 0) {
                if (System.nanoTime() - retryAt >= 0) {
                    tryListen();
                    retryAt = System.nanoTime() + retryNanos;
                    retryNanos = Math.min(LONGEST_RETRY_NANOS, 2 * retryNanos);
                }
                closed.await(poll(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            // the server stops its threads; the job starts another one if the application goes on
            Thread.currentThread().interrupt();
        }
    }

    private void tryListen() {
        try {
            if (notifier.enabled()) {
                listen();
            }
        } catch (RuntimeException | Error failed) {
            if (!said) {
                said = true;
                LOG.log(
                        DatabaseException.logLevel(failed) == Level.WARNING ? Level.INFO : Level.FINE,
                        "no notifications of the database arrive, so the log is read up to ten times a second: {0}",
                        DatabaseException.reason(failed));
            }
        }
    }

    private void listen() {
        try (DatabaseNotifications.Subscription subscription = listen.get()) {
            String probe = UUID.randomUUID().toString();
            notifier.send(new LogNotification(probe, Map.of()));
            long sent = System.nanoTime();
            boolean heard = false;
            boolean confirmed = false;
            while (closed.getCount() > 0) {
                for (String text : subscription.await(WAIT_MILLIS)) {
                    heard |= text.equals(probe);
                    receive(text);
                }
                long since = System.nanoTime() - sent;
                if (heard && !confirmed) {
                    confirmed = true;
                    said = false;
                    retryNanos = FIRST_RETRY_NANOS;
                    // what was numbered before the subscription
                    poll();
                } else if (!heard && since > ANSWER_NANOS) {
                    throw new IllegalStateException("a notification was not received");
                } else if (!confirmed) {
                    poll();
                } else if (since > PROBE_NANOS) {
                    heard = false;
                    notifier.send(new LogNotification(probe, Map.of()));
                    sent = System.nanoTime();
                }
            }
        }
    }

    private void receive(String text) {
        LogNotification.parse(text)
                .filter(notification -> !notification.node().equals(notifier.node()))
                .ifPresent(notification -> {
                    if (notification.positions().isEmpty()) {
                        poll();
                    } else {
                        numbered.accept(notification.positions());
                    }
                });
    }

    /** Reads the positions of the open topics. @return how long to wait before the next time, in nanoseconds */
    private long poll() {
        long began = System.nanoTime();
        try {
            readPositions.run();
        } catch (RuntimeException | Error failed) {
            // the comparison of each second says so if the database is away
            LOG.log(Level.FINE, "the positions could not be read", failed);
            return FIRST_RETRY_NANOS;
        }
        return Math.max(POLL_NANOS, POLL_SHARE * (System.nanoTime() - began));
    }

    void close() {
        closed.countDown();
    }
}
