package org.heliograph.broker;

import java.net.URI;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;

/**
 * The subscribing connection. One thread reads. A second thread alone writes: it applies changed subscriptions, and it requests a reply
 * every 250 ms, so that a second without any input means that Redis is gone. The listener is connected as soon as everything that was
 * desired when the connection was opened is subscribed.
 */
final class RedisListener {
    private static final long AWAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final URI url;
    private final String anchor;
    private final BiConsumer<String, String> receiver;
    private final Consumer<String> onChange;
    private final Runnable onLost;
    private final DesiredSubscriptions desired = new DesiredSubscriptions();

    /** The subscription in force; null while not connected. */
    private volatile RedisSubscription current;

    private volatile Jedis connection;
    private volatile boolean running;
    private volatile Thread reader;
    private volatile Thread writer;

    /**
     * @param anchor   the Redis channel that is always subscribed to
     * @param receiver gets the Redis channel and the text of each message
     * @param onChange gets null each time that it becomes connected, and the reason each time that it is not or no longer connected
     * @param onLost   called before that, each time that it was connected and no longer is
     */
    RedisListener(
            URI url, String anchor, BiConsumer<String, String> receiver, Consumer<String> onChange, Runnable onLost) {
        this.url = url;
        this.anchor = anchor;
        this.receiver = receiver;
        this.onChange = onChange;
        this.onLost = onLost;
    }

    void start(ThreadFactory threads) {
        running = true;
        reader = threads.newThread(this::read);
        writer = threads.newThread(this::write);
        reader.start();
        writer.start();
    }

    boolean connected() {
        return current != null;
    }

    /** Subscribes to a channel; returns before Redis has confirmed it. */
    void subscribe(String channel) {
        desired.add(channel);
        LockSupport.unpark(writer);
    }

    void unsubscribe(String channel) {
        desired.remove(channel);
        LockSupport.unpark(writer);
    }

    /** Returns when Redis has confirmed the subscription to a channel, after a second, or when the connection ends. */
    void awaitSubscribed(String channel) {
        RedisSubscription subscription = current;
        if (subscription != null) {
            subscription.awaitConfirmed(channel, AWAIT_NANOS);
        }
    }

    private void read() {
        Backoff backoff = new Backoff();
        while (running) {
            try {
                String reason = readUntilLost(backoff);
                boolean wasConnected = connected();
                current = null;
                if (running && wasConnected) {
                    onLost.run();
                }
                if (running) {
                    onChange.accept(reason);
                }
                backoff.await();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Reads from one connection for as long as it lives. @return why it ended */
    private String readUntilLost(Backoff backoff) {
        Jedis opened = null;
        try {
            opened = RedisConnections.open(url);
            connection = opened;
            new RedisSubscription(anchor, desired, receiver, ready -> connected(ready, backoff)).run(opened);
            return "Redis has ended the subscription";
        } catch (RuntimeException lost) {
            return RedisConnections.reason(url, lost);
        } finally {
            RedisConnections.close(opened);
        }
    }

    private void connected(RedisSubscription subscription, Backoff backoff) {
        backoff.opened();
        current = subscription;
        onChange.accept(null);
        LockSupport.unpark(writer);
    }

    private void write() {
        while (running && !Thread.currentThread().isInterrupted()) {
            RedisSubscription subscription = current;
            if (subscription == null) {
                desired.discardChanges();
            } else {
                subscription.refresh();
            }
            LockSupport.parkNanos(REFRESH_NANOS);
        }
        RedisSubscription last = current;
        if (last != null) {
            last.end();
        }
        RedisConnections.close(connection);
    }

    /** Ends both threads. */
    void close() {
        running = false;
        if (reader != null) {
            reader.interrupt();
        }
        if (writer != null) {
            writer.interrupt();
        }
    }
}
