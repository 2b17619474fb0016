package org.heliograph.cluster;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The listening connection. One thread reads; a second alone writes: it pings, so that a second without any answer means
 * that Redis is gone, and subscribes to what is wanted, which it is told channel by channel, since there may be very many. After
 * every reconnect it listens to everything that is wanted then.
 */
final class RedisListener {
    private static final Logger LOG = Logger.getLogger(RedisListener.class.getName());
    /** Always listened to, since a connection without any channel is no subscription; nobody publishes there. */
    private static final String ANCHOR = "heliograph:anchor";

    private static final long AWAIT_NANOS = 1_000_000_000;
    private static final long PING_NANOS = 250_000_000;

    private final URI url;
    private final BiConsumer<String, String> receiver;
    private final Runnable lost;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    /** Channels that have become wanted or unwanted and that the writer has not looked at yet. */
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();

    private volatile Subscription current;
    private volatile boolean running = true;
    private Thread reader;
    private Thread writer;

    /** @param lost hears each time that the connection has ended */
    RedisListener(URI url, BiConsumer<String, String> receiver, Runnable lost) {
        this.url = url;
        this.receiver = receiver;
        this.lost = lost;
    }

    void start(ThreadFactory threads) {
        reader = threads.newThread(this::read);
        writer = threads.newThread(this::write);
        reader.start();
        writer.start();
    }

    boolean connected() {
        return current != null;
    }

    /** Wants a channel from now on; returns before Redis knows. */
    void listenTo(String channel) {
        wanted.add(channel);
        change(channel);
    }

    /** Wants it no more. */
    void leave(String channel) {
        wanted.remove(channel);
        change(channel);
    }

    private void change(String channel) {
        changed.add(channel);
        LockSupport.unpark(writer);
    }

    /** Returns when messages on a channel that is wanted come here; at the latest after a second, or with the connection. */
    void await(String channel) {
        long until = System.nanoTime() + AWAIT_NANOS;
        Subscription subscription = current;
        while (subscription != null && subscription == current && !subscription.hears(channel)) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0 || !subscription.awaitChange(left)) {
                return;
            }
        }
    }

    private void read() {
        Backoff backoff = new Backoff();
        while (running) {
            try {
                try (Jedis jedis = RedisLine.open(url)) {
                    jedis.subscribe(new Subscription(backoff), ANCHOR);
                } catch (JedisException lost) {
                    LOG.log(Level.FINE, "the listening connection to Redis ended", lost);
                } catch (RuntimeException failed) {
                    LOG.log(Level.WARNING, "the listening connection to Redis failed; it is opened again", failed);
                } finally {
                    Subscription ended = current;
                    current = null;
                    if (ended != null) {
                        ended.changed();
                        lost.run();
                    }
                }
                backoff.await();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void write() {
        while (running && !Thread.currentThread().isInterrupted()) {
            Subscription subscription = current;
            if (subscription != null) {
                subscription.tend();
            }
            LockSupport.parkNanos(PING_NANOS);
        }
        Subscription last = current;
        if (last != null) {
            last.end();
        }
    }

    /** Ends both threads; the reader may take a second when Redis does not answer. */
    void close() {
        running = false;
        writer.interrupt();
        reader.interrupt();
    }

    /** One connection's life. */
    private final class Subscription extends JedisPubSub {
        private final Backoff backoff;
        private final Set<String> heard = new HashSet<>();
        private boolean fresh = true;
        private final Set<String> confirmed = new HashSet<>();

        Subscription(Backoff backoff) {
            this.backoff = backoff;
        }

        @Override
        public void onSubscribe(String channel, int count) {
            if (channel.equals(ANCHOR)) {
                backoff.reset();
                current = this;
                LockSupport.unpark(writer);
            }
            synchronized (confirmed) {
                confirmed.add(channel);
                confirmed.notifyAll();
            }
        }

        boolean hears(String channel) {
            synchronized (confirmed) {
                return confirmed.contains(channel);
            }
        }

        /** @return false when the thread is to stop */
        boolean awaitChange(long millis) {
            synchronized (confirmed) {
                try {
                    confirmed.wait(millis);
                    return true;
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }

        void changed() {
            synchronized (confirmed) {
                confirmed.notifyAll();
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            try {
                receiver.accept(channel, message);
            } catch (RuntimeException failed) {
                // one message that cannot be taken must not end the subscription
                LOG.log(Level.WARNING, "a message on " + channel + " could not be taken", failed);
            }
        }

        /** Called by the writer alone: commands of two threads must not mix on the wire. */
        private void tend() {
            try {
                adjust();
                ping();
            } catch (RuntimeException lost) {
                // the reader finds out as well, and opens another connection
                LOG.log(Level.FINE, "Redis takes nothing more", lost);
            }
        }

        private void adjust() {
            Set<String> more = new LinkedHashSet<>();
            Set<String> less = new LinkedHashSet<>();
            for (String channel = changed.poll(); channel != null; channel = changed.poll()) {
                compare(channel, more, less);
            }
            if (fresh) {
                // what earlier connections were told of is not in the queue any more
                fresh = false;
                wanted.forEach(channel -> compare(channel, more, less));
            }
            // in this order, since what was let go of just now may be wanted again
            if (!less.isEmpty()) {
                unsubscribe(less.toArray(String[]::new));
            }
            if (!more.isEmpty()) {
                subscribe(more.toArray(String[]::new));
            }
        }

        private void compare(String channel, Set<String> more, Set<String> less) {
            if (wanted.contains(channel)) {
                if (heard.add(channel)) {
                    more.add(channel);
                }
            } else if (heard.remove(channel)) {
                synchronized (confirmed) {
                    confirmed.remove(channel);
                }
                if (!more.remove(channel)) {
                    less.add(channel);
                }
            }
        }

        private void end() {
            try {
                unsubscribe();
            } catch (RuntimeException gone) {
                LOG.log(Level.FINE, "Redis was gone before", gone);
            }
        }
    }
}
