package org.heliograph.cluster.broker;

import java.net.URI;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The listening connection. One thread reads; a second alone writes: it pings, so that a second without any answer means
 * that Redis is gone, and subscribes to what is wanted, which it is told channel by channel, since there may be very many. It is
 * connected as soon as it hears everything that was wanted when the connection was opened.
 */
final class RedisListener {
    private static final Logger LOG = Logger.getLogger(RedisListener.class.getName());
    private static final long AWAIT_NANOS = 1_000_000_000;
    private static final long PING_NANOS = 250_000_000;

    private final URI url;
    private final BiConsumer<String, String> receiver;
    private final Runnable lost;
    private final Complaints complaints;
    private final WantedChannels wanted = new WantedChannels();

    private volatile RedisSubscription current;
    private volatile boolean running = true;
    private Thread reader;
    private Thread writer;

    /** @param lost hears each time that the connection has ended */
    RedisListener(URI url, BiConsumer<String, String> receiver, Runnable lost, Complaints complaints) {
        this.url = url;
        this.receiver = receiver;
        this.lost = lost;
        this.complaints = complaints;
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
        LockSupport.unpark(writer);
    }

    /** Wants it no more. */
    void leave(String channel) {
        wanted.remove(channel);
        LockSupport.unpark(writer);
    }

    /** Returns when messages on a channel that is wanted come here; at the latest after a second, or with the connection. */
    void await(String channel) {
        long until = System.nanoTime() + AWAIT_NANOS;
        RedisSubscription subscription = current;
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
                    new RedisSubscription(wanted, receiver, begun -> began(begun, backoff)).run(jedis);
                } catch (JedisConnectionException lost) {
                    LOG.log(Level.FINE, "the listening connection to Redis ended", lost);
                } catch (RuntimeException failed) {
                    complaints.log(
                            Level.WARNING, "the listening connection to Redis failed; it is opened again: " + failed);
                } finally {
                    RedisSubscription ended = current;
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

    private void began(RedisSubscription subscription, Backoff backoff) {
        backoff.reset();
        current = subscription;
        LockSupport.unpark(writer);
    }

    private void write() {
        while (running && !Thread.currentThread().isInterrupted()) {
            RedisSubscription subscription = current;
            if (subscription != null) {
                subscription.tend();
            }
            LockSupport.parkNanos(PING_NANOS);
        }
        RedisSubscription last = current;
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
}
