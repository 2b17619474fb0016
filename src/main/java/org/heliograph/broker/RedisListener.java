package org.heliograph.broker;

import java.net.URI;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;

/**
 * The listening connection. One thread reads; a second alone writes: it asks for a sign of life, so that a second without any means
 * that Redis is gone, and subscribes to what is wanted, which it is told channel by channel, since there may be very many. It is
 * connected as soon as it hears everything that was wanted when the connection was opened.
 */
final class RedisListener {
    private static final long AWAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TEND_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final URI url;
    private final BiConsumer<String, String> receiver;
    private final Consumer<String> changed;
    private final Runnable lost;
    private final DesiredSubscriptions wanted = new DesiredSubscriptions();

    private volatile RedisSubscription current;
    private volatile Jedis connection;
    private volatile boolean running;
    private volatile Thread reader;
    private volatile Thread writer;

    /**
     * @param changed told null each time that it is connected, and why each time that it is not or no more
     * @param lost    told, before that, each time that it was connected and is no more
     */
    RedisListener(URI url, BiConsumer<String, String> receiver, Consumer<String> changed, Runnable lost) {
        this.url = url;
        this.receiver = receiver;
        this.changed = changed;
        this.lost = lost;
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

    /** Returns when messages on a channel that is wanted come here; at the latest after a second, or when the connection ends. */
    void await(String channel) {
        RedisSubscription subscription = current;
        if (subscription != null) {
            subscription.awaitHearing(channel, AWAIT_NANOS);
        }
    }

    private void read() {
        Backoff backoff = new Backoff();
        while (running) {
            try {
                String why = listen(backoff);
                boolean was = connected();
                current = null;
                if (running && was) {
                    lost.run();
                }
                if (running) {
                    changed.accept(why);
                }
                backoff.await();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Listens over one connection for as long as it lives. @return why it ended */
    private String listen(Backoff backoff) {
        Jedis opened = null;
        try {
            opened = RedisConnections.open(url);
            connection = opened;
            new RedisSubscription(wanted, receiver, begun -> began(begun, backoff)).run(opened);
            return "it has ended the subscription";
        } catch (RuntimeException lost) {
            return RedisConnections.reason(url, lost);
        } finally {
            RedisConnections.end(opened);
        }
    }

    private void began(RedisSubscription subscription, Backoff backoff) {
        backoff.opened();
        current = subscription;
        changed.accept(null);
        LockSupport.unpark(writer);
    }

    private void write() {
        while (running && !Thread.currentThread().isInterrupted()) {
            RedisSubscription subscription = current;
            if (subscription == null) {
                wanted.forgetChanges();
            } else {
                subscription.tend();
            }
            LockSupport.parkNanos(TEND_NANOS);
        }
        RedisSubscription last = current;
        if (last != null) {
            last.end();
        }
        RedisConnections.end(connection);
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
