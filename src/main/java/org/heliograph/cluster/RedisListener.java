package org.heliograph.cluster;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The listening connection. A blocking subscribe never times out, so a second thread pings over that same connection and
 * cuts it when no answer comes. After every reconnect it listens to everything that is wanted then.
 */
final class RedisListener {
    private static final Logger LOG = Logger.getLogger(RedisListener.class.getName());
    /** Always listened to, since a connection without any channel is no subscription; nobody publishes there. */
    private static final String ANCHOR = "heliograph:anchor";

    private static final long PING_MILLIS = 250;
    private static final long DEAD_MILLIS = 1_000;

    private final URI url;
    private final BiConsumer<String, String> receiver;
    private final Object lock = new Object();
    private Set<String> wanted = Set.of();
    private Subscription current;
    private volatile boolean running = true;
    private Thread reader;
    private Thread watchdog;

    RedisListener(URI url, BiConsumer<String, String> receiver) {
        this.url = url;
        this.receiver = receiver;
    }

    void start(ThreadFactory threads) {
        reader = threads.newThread(this::read);
        watchdog = threads.newThread(this::watch);
        reader.start();
        watchdog.start();
    }

    boolean connected() {
        synchronized (lock) {
            return current != null;
        }
    }

    /** Wants exactly these channels from now on. */
    void listenTo(Set<String> channels) {
        synchronized (lock) {
            wanted = channels;
            if (current != null) {
                current.adjust();
            }
        }
    }

    private void read() {
        Backoff backoff = new Backoff();
        while (running) {
            try (Jedis jedis = new Jedis(url, 2_000)) {
                Subscription subscription = new Subscription(jedis, backoff);
                jedis.subscribe(subscription, ANCHOR);
            } catch (JedisException lost) {
                LOG.log(Level.FINE, "the listening connection to Redis ended", lost);
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "the listening connection to Redis failed; it is opened again", failed);
            }
            synchronized (lock) {
                current = null;
            }
            if (running) {
                backoff.await();
            }
        }
    }

    private void watch() {
        while (running) {
            LockSupport.parkNanos(PING_MILLIS * 1_000_000);
            Subscription subscription;
            synchronized (lock) {
                subscription = current;
            }
            if (subscription != null) {
                subscription.probe();
            }
        }
    }

    void close() {
        running = false;
        synchronized (lock) {
            if (current != null) {
                current.cut();
            }
        }
        LockSupport.unpark(watchdog);
        LockSupport.unpark(reader);
    }

    /** One connection's life. */
    private final class Subscription extends JedisPubSub {
        private final Jedis jedis;
        private final Backoff backoff;
        private final Set<String> heard = new HashSet<>();
        private volatile long answered = System.nanoTime();

        Subscription(Jedis jedis, Backoff backoff) {
            this.jedis = jedis;
            this.backoff = backoff;
        }

        @Override
        public void onSubscribe(String channel, int count) {
            if (channel.equals(ANCHOR)) {
                backoff.reset();
                synchronized (lock) {
                    current = this;
                    adjust();
                }
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

        @Override
        public void onPong(String pattern) {
            answered = System.nanoTime();
        }

        /** Called under the lock: commands of two threads must not mix on the wire. */
        private void adjust() {
            try {
                String[] more = wanted.stream()
                        .filter(channel -> !heard.contains(channel))
                        .toArray(String[]::new);
                String[] less = heard.stream()
                        .filter(channel -> !wanted.contains(channel))
                        .toArray(String[]::new);
                if (more.length > 0) {
                    subscribe(more);
                }
                if (less.length > 0) {
                    unsubscribe(less);
                }
                heard.clear();
                heard.addAll(wanted);
            } catch (RuntimeException lost) {
                cut();
            }
        }

        private void probe() {
            if (System.nanoTime() - answered > DEAD_MILLIS * 1_000_000) {
                cut();
                return;
            }
            synchronized (lock) {
                try {
                    ping();
                } catch (RuntimeException lost) {
                    cut();
                }
            }
        }

        private void cut() {
            try {
                jedis.disconnect();
            } catch (RuntimeException gone) {
                LOG.log(Level.FINE, "already gone", gone);
            }
        }
    }
}
