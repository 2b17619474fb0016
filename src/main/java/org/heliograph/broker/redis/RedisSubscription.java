package org.heliograph.broker.redis;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * The subscriptions of one connection, from its first channel to its end. The reading thread runs it and subscribes to everything that
 * is desired; then it is ready. From then on {@link #refresh} and {@link #end} are for one other thread alone, since the commands of two
 * threads must not mix on the connection.
 */
final class RedisSubscription extends JedisPubSub {
    private static final Logger LOG = Logger.getLogger(RedisSubscription.class.getName());
    /** The maximum number of channels requested before Redis replies: their names fit into the buffers of any connection. */
    private static final int MAX_PER_REQUEST = 500;

    /** Always subscribed, since Redis ends a subscription without channels. */
    private final String anchor;

    private final DesiredSubscriptions desired;
    private final BiConsumer<String, String> receiver;
    private final Consumer<RedisSubscription> onReady;
    /** Channels that were requested from Redis. Used by the reading thread until this is ready, by the writing thread after that. */
    private final Set<String> requested = new HashSet<>();

    private boolean ready;
    private boolean firstRefresh = true;
    /** Channels that Redis has confirmed. Its monitor guards it and {@link #ended}. */
    private final Set<String> confirmed = new HashSet<>();

    private boolean ended;

    /** @param onReady called once, by the reading thread, when everything that is desired has been confirmed */
    RedisSubscription(
            String anchor,
            DesiredSubscriptions desired,
            BiConsumer<String, String> receiver,
            Consumer<RedisSubscription> onReady) {
        this.anchor = anchor;
        this.desired = desired;
        this.receiver = receiver;
        this.onReady = onReady;
    }

    /** Reads until the connection ends. */
    void run(Jedis jedis) {
        try {
            jedis.subscribe(this, anchor);
        } finally {
            synchronized (confirmed) {
                ended = true;
                confirmed.notifyAll();
            }
        }
    }

    @Override
    public void onSubscribe(String channel, int count) {
        synchronized (confirmed) {
            confirmed.add(channel);
            confirmed.notifyAll();
        }
        if (!ready && channel.equals(anchor)) {
            requestMore();
        }
    }

    /** Requests a part of what is desired, and the anchor, which is confirmed last. Ready when nothing is left to request. */
    private void requestMore() {
        List<String> part = desired.missingFrom(requested, MAX_PER_REQUEST);
        if (part.isEmpty()) {
            ready = true;
            onReady.accept(this);
            return;
        }
        requested.addAll(part);
        part.add(anchor);
        subscribe(part.toArray(String[]::new));
    }

    /** Also called for a channel that was unsubscribed before its subscription was confirmed. */
    @Override
    public void onUnsubscribe(String channel, int count) {
        synchronized (confirmed) {
            confirmed.remove(channel);
        }
    }

    @Override
    public void onMessage(String channel, String message) {
        receiver.accept(channel, message);
    }

    /** Returns when Redis has confirmed a channel, after the timeout, or when the connection ends. */
    void awaitConfirmed(String channel, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        synchronized (confirmed) {
            long left = timeoutNanos;
            while (left > 0 && !ended && !confirmed.contains(channel)) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(confirmed, left);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = deadline - System.nanoTime();
            }
        }
    }

    /**
     * Subscribes to newly desired channels and unsubscribes from those that no longer are. Then subscribes to the anchor again, which Redis
     * confirms as it would answer a PING: Jedis keeps every PING of a subscription in memory for ever.
     */
    void refresh() {
        try {
            applyChanges();
            subscribe(anchor);
        } catch (RuntimeException lost) {
            // the reading thread notices too, and opens another connection
            LOG.log(Level.FINE, "could not write to Redis", lost);
        }
    }

    void end() {
        try {
            unsubscribe();
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "the connection to Redis had already ended", gone);
        }
    }

    private void applyChanges() {
        Set<String> add = new LinkedHashSet<>();
        Set<String> remove = new LinkedHashSet<>();
        desired.takeChanges(channel -> compare(channel, add, remove));
        if (firstRefresh) {
            // changes from before it was ready may have been applied to the previous connection, or been discarded
            firstRefresh = false;
            desired.forEach(channel -> compare(channel, add, remove));
            Set.copyOf(requested).forEach(channel -> compare(channel, add, remove));
        }
        // in this order, since a channel that was just removed may be desired again
        if (!remove.isEmpty()) {
            unsubscribe(remove.toArray(String[]::new));
        }
        if (!add.isEmpty()) {
            subscribe(add.toArray(String[]::new));
        }
    }

    private void compare(String channel, Set<String> add, Set<String> remove) {
        boolean keep;
        synchronized (confirmed) {
            // in one step, so that a caller who desires it from now on does not find the earlier confirmation
            keep = desired.contains(channel);
            if (!keep) {
                confirmed.remove(channel);
            }
        }
        if (keep) {
            if (requested.add(channel)) {
                add.add(channel);
            }
        } else if (requested.remove(channel) && !add.remove(channel)) {
            remove.add(channel);
        }
    }
}
