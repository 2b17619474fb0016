package org.heliograph.broker;

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
 * What one listening connection hears, from its first channel to its end. The reading thread runs it, and asks for everything
 * that is wanted; from then on {@link #tend} and {@link #end} are for one other thread alone, since commands of two must not mix
 * on the wire.
 */
final class RedisSubscription extends JedisPubSub {
    private static final Logger LOG = Logger.getLogger(RedisSubscription.class.getName());
    /** Always listened to, since a connection without any channel is no subscription; nobody publishes there. */
    private static final String ANCHOR = "heliograph:anchor";
    /** So many channels are asked for before Redis answers: names that fit into the buffers of any connection. */
    private static final int PART = 500;

    private final DesiredSubscriptions wanted;
    private final BiConsumer<String, String> receiver;
    private final Consumer<RedisSubscription> begun;
    /** What Redis was asked for: known to the reading thread until this has begun, to the writing one after that. */
    private final Set<String> asked = new HashSet<>();

    private boolean hasBegun;
    private boolean fresh = true;
    /** What Redis has said that it sends; its own lock, as for {@link #ended}. */
    private final Set<String> confirmed = new HashSet<>();

    private boolean ended;

    /** @param begun told once, by the reading thread, when everything is heard that is wanted */
    RedisSubscription(
            DesiredSubscriptions wanted, BiConsumer<String, String> receiver, Consumer<RedisSubscription> begun) {
        this.wanted = wanted;
        this.receiver = receiver;
        this.begun = begun;
    }

    /** Reads until the connection ends. */
    void run(Jedis jedis) {
        try {
            jedis.subscribe(this, ANCHOR);
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
        if (!hasBegun && channel.equals(ANCHOR)) {
            askOn();
        }
    }

    /** Asks for a part of what is wanted, and for the anchor, which is confirmed last; begins when there is nothing left to ask for. */
    private void askOn() {
        List<String> part = wanted.without(asked, PART);
        if (part.isEmpty()) {
            hasBegun = true;
            begun.accept(this);
            return;
        }
        asked.addAll(part);
        part.add(ANCHOR);
        subscribe(part.toArray(String[]::new));
    }

    /** It may have been let go of before its subscription was confirmed. */
    @Override
    public void onUnsubscribe(String channel, int count) {
        synchronized (confirmed) {
            confirmed.remove(channel);
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

    /** Returns when messages of a channel come, after that time, or when the connection ends. */
    void awaitHearing(String channel, long nanos) {
        long until = System.nanoTime() + nanos;
        synchronized (confirmed) {
            long left = nanos;
            while (left > 0 && !ended && !confirmed.contains(channel)) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(confirmed, left);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = until - System.nanoTime();
            }
        }
    }

    /**
     * Asks Redis for what has become wanted, lets go of what is wanted no more, and asks for the anchor once more, which is answered as a
     * PING would be: Jedis remembers every PING of a subscription for ever.
     */
    void tend() {
        try {
            adjust();
            subscribe(ANCHOR);
        } catch (RuntimeException lost) {
            // the reader finds out as well, and opens another connection
            LOG.log(Level.FINE, "Redis takes nothing more", lost);
        }
    }

    void end() {
        try {
            unsubscribe();
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "Redis was gone before", gone);
        }
    }

    private void adjust() {
        Set<String> more = new LinkedHashSet<>();
        Set<String> less = new LinkedHashSet<>();
        wanted.takeChanges(channel -> compare(channel, more, less));
        if (fresh) {
            // the changes from before it began went to the connection before, or to nobody
            fresh = false;
            wanted.forEach(channel -> compare(channel, more, less));
            Set.copyOf(asked).forEach(channel -> compare(channel, more, less));
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
        boolean keep;
        synchronized (confirmed) {
            // in one step, so that who wants it from now on does not take it for heard
            keep = wanted.contains(channel);
            if (!keep) {
                confirmed.remove(channel);
            }
        }
        if (keep) {
            if (asked.add(channel)) {
                more.add(channel);
            }
        } else if (asked.remove(channel) && !more.remove(channel)) {
            less.add(channel);
        }
    }
}
