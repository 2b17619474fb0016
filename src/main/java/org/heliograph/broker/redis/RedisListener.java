package org.heliograph.broker.redis;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The subscribing connection. One thread reads. A second thread alone writes: it applies changed subscriptions, and it requests a reply
 * every 250 ms, so that a second without any input means that Redis is gone. The listener is connected as soon as everything that was
 * desired when the connection was opened is subscribed.
 */
final class RedisListener {
    private static final long AWAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RedisConnector connector;
    private final String anchor;
    private final BiConsumer<String, String> receiver;
    private final Consumer<LinkFailure> onChange;
    private final Runnable onLost;
    private final DesiredSubscriptions desired = new DesiredSubscriptions();
    private final Backoff backoff = new Backoff();
    private final RedisLoop reader = new RedisLoop("reading from Redis", this::read, () -> {});
    private final RedisLoop writer = new RedisLoop("subscribing at Redis", this::write, this::end);

    /** The subscription in force; null while not connected. */
    private volatile RedisSubscription current;

    private volatile Jedis connection;
    private volatile boolean stale;

    /**
     * @param anchor   the Redis channel that is always subscribed to
     * @param receiver gets the Redis channel and the text of each message
     * @param onChange gets null each time that it becomes connected, and the reason each time that it is not or no longer connected
     * @param onLost   called before that, each time that it was connected and no longer is
     */
    RedisListener(
            RedisConnector connector,
            String anchor,
            BiConsumer<String, String> receiver,
            Consumer<LinkFailure> onChange,
            Runnable onLost) {
        this.connector = connector;
        this.anchor = anchor;
        this.receiver = receiver;
        this.onChange = onChange;
        this.onLost = onLost;
    }

    void start(ThreadFactory threads) {
        reader.start(threads);
        writer.start(threads);
    }

    boolean connected() {
        return current != null;
    }

    /** Closes the connection, so that another one is opened. The caller knows: {@code onChange} is not called for that. */
    void reconnect() {
        stale = true;
        RedisConnector.close(connection);
    }

    /** Subscribes to a channel; returns before Redis has confirmed it. */
    void subscribe(String channel) {
        desired.add(channel);
        writer.wake();
    }

    void unsubscribe(String channel) {
        desired.remove(channel);
        writer.wake();
    }

    /** Returns when Redis has confirmed the subscription to a channel, after a second, or when the connection ends. */
    void awaitSubscribed(String channel) {
        RedisSubscription subscription = current;
        if (subscription != null) {
            subscription.awaitConfirmed(channel, AWAIT_NANOS);
        }
    }

    /** Reads from one connection for as long as it lives, and waits before the next. */
    private void read() throws InterruptedException {
        stale = false;
        LinkFailure reason = readUntilLost();
        boolean wasConnected = connected();
        current = null;
        if (reader.running()) {
            if (wasConnected) {
                onLost.run();
            }
            if (!stale) {
                onChange.accept(reason);
            }
        }
        backoff.await();
    }

    /** @return why it ended */
    private LinkFailure readUntilLost() {
        Jedis opened = null;
        try {
            opened = connector.open();
            connection = opened;
            new RedisSubscription(anchor, desired, receiver, this::connected).run(opened);
            return connector.failure(new JedisConnectionException("Redis has ended the subscription"));
        } catch (RuntimeException | Error lost) {
            // an Error too, such as no memory for a message: another connection continues behind it
            return connector.failure(lost);
        } finally {
            RedisConnector.close(opened);
        }
    }

    private void connected(RedisSubscription subscription) {
        backoff.opened();
        current = subscription;
        onChange.accept(null);
        writer.wake();
    }

    private void write() {
        RedisSubscription subscription = current;
        if (subscription == null) {
            desired.discardChanges();
        } else {
            subscription.refresh();
        }
        LockSupport.parkNanos(REFRESH_NANOS);
    }

    private void end() {
        RedisSubscription last = current;
        if (last != null) {
            last.end();
        }
        RedisConnector.close(connection);
    }

    /** Ends both threads. */
    void close() {
        reader.close();
        writer.close();
    }
}
