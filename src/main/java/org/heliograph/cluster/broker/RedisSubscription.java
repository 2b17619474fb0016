package org.heliograph.cluster.broker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * What one listening connection hears, from its first channel to its end. The reading thread runs it; {@link #tend} and
 * {@link #end} are for one other thread alone, since commands of two must not mix on the wire.
 */
final class RedisSubscription extends JedisPubSub {
    private static final Logger LOG = Logger.getLogger(RedisSubscription.class.getName());
    /** Always listened to, since a connection without any channel is no subscription; nobody publishes there. */
    private static final String ANCHOR = "heliograph:anchor";

    private final WantedChannels wanted;
    private final BiConsumer<String, String> receiver;
    private final Consumer<RedisSubscription> begun;
    /** What Redis was asked for: by the reading thread until this has begun, by the writing thread after that. */
    private final Set<String> asked = new HashSet<>();

    private boolean fresh = true;
    /** What Redis has said that it sends; its own lock. */
    private final Set<String> confirmed = new HashSet<>();

    /** @param begun told once, by the reading thread, when everything is heard that was wanted at the start */
    RedisSubscription(WantedChannels wanted, BiConsumer<String, String> receiver, Consumer<RedisSubscription> begun) {
        this.wanted = wanted;
        this.receiver = receiver;
        this.begun = begun;
    }

    /** Reads until the connection ends; first asks for everything that is wanted, so that there is no time in which some of it is heard. */
    void run(Jedis jedis) {
        wanted.forEach(asked::add);
        List<String> channels = new ArrayList<>(asked);
        // confirmed after all others
        channels.add(ANCHOR);
        jedis.subscribe(this, channels.toArray(String[]::new));
    }

    @Override
    public void onSubscribe(String channel, int count) {
        synchronized (confirmed) {
            confirmed.add(channel);
            confirmed.notifyAll();
        }
        if (channel.equals(ANCHOR)) {
            begun.accept(this);
        }
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

    /** Wakes who awaits a change. */
    void changed() {
        synchronized (confirmed) {
            confirmed.notifyAll();
        }
    }

    /** Asks Redis for what has become wanted, lets go of what is wanted no more, and pings. */
    void tend() {
        try {
            adjust();
            ping();
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
            // of what changed while this began, the connection before may have taken notice
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
        if (wanted.contains(channel)) {
            if (asked.add(channel)) {
                more.add(channel);
            }
        } else if (asked.remove(channel)) {
            synchronized (confirmed) {
                confirmed.remove(channel);
            }
            if (!more.remove(channel)) {
                less.add(channel);
            }
        }
    }
}
