package org.heliograph.broker.redis;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.heliograph.settings.RedisUrl;

/**
 * Texts to and from Redis or Valkey by Jedis, over two connections: a {@link RedisSender} publishes, a {@link RedisListener} subscribes.
 * Each has its own threads and reconnects by itself. A {@link RedisProbe} checks that what is published is heard.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisLink.class.getName());

    private final RedisSender sender;
    private final RedisListener listener;
    private final RedisProbe probe;
    private final String probeChannel;
    private final BiConsumer<String, String> receiver;
    private final RateLimitedLogger failures = new RateLimitedLogger(LOG);
    /** What has been logged since texts passed last. This monitor guards it and {@link #up}. */
    private final Set<LinkFailure.Kind> logged = EnumSet.noneOf(LinkFailure.Kind.class);

    private boolean up;
    /** Whether texts have passed before. */
    private boolean everUp;

    private volatile LinkFailure failure = new LinkFailure(LinkFailure.Kind.UNREACHABLE, "");

    /**
     * @param probePrefix begins the name of the Redis channel on which this node alone publishes, to hear itself
     * @param receiver    gets the Redis channel and the text of whatever is published on a channel that is subscribed to
     */
    public RedisLink(RedisUrl url, String probePrefix, BiConsumer<String, String> receiver) {
        this.receiver = receiver;
        RedisConnector connector = new RedisConnector(url);
        probeChannel = probePrefix + UUID.randomUUID();
        sender = new RedisSender(connector, this::connectionChanged);
        // the listening connection notices a loss at once, the publishing one only by losing a text
        listener =
                new RedisListener(connector, probeChannel, this::receive, this::connectionChanged, sender::reconnect);
        probe = new RedisProbe(
                probeChannel, this::linked, sender::send, this::reconnect, this::connectionChanged, System::nanoTime);
    }

    /** Connects, and stays connected. Called once. */
    public void start(ThreadFactory threads) {
        listener.start(threads);
        sender.start(threads);
        probe.start(threads);
    }

    private void receive(String redisChannel, String text) {
        if (redisChannel.equals(probeChannel)) {
            probe.heard(text);
            return;
        }
        try {
            receiver.accept(redisChannel, text);
        } catch (RuntimeException | Error failed) {
            // one message must not end the subscription
            failures.warn("could not process a message on the Redis channel " + redisChannel, failed);
        }
    }

    /** Logs each kind of failure once until texts pass again. @param reason null when a connection has been made or checked */
    private synchronized void connectionChanged(LinkFailure reason) {
        if (reason != null) {
            probe.reset();
            failure = reason;
            up = false;
            if (logged.add(reason.kind())) {
                LOG.warning("events between nodes go through the log. " + reason);
            }
        } else if (problem().isEmpty()) {
            if (!up) {
                LOG.info("connected to Redis");
                if (everUp) {
                    RedisMetrics.RECONNECTS.increment();
                }
                everUp = true;
            }
            up = true;
            logged.clear();
        } else {
            probe.wake();
        }
    }

    private boolean linked() {
        return sender.connected() && listener.connected();
    }

    private void reconnect() {
        sender.reconnect();
        listener.reconnect();
    }

    /** Receives what is published on a Redis channel; returns before Redis has confirmed it. */
    public void subscribe(String redisChannel) {
        listener.subscribe(redisChannel);
    }

    /** Receives no more what is published on a Redis channel. */
    public void unsubscribe(String redisChannel) {
        listener.unsubscribe(redisChannel);
    }

    /** Returns when Redis has confirmed the subscription to a channel, after a second, or when the connection ends. */
    public void awaitSubscribed(String redisChannel) {
        listener.awaitSubscribed(redisChannel);
    }

    /**
     * Queues a text; discards it when not connected or when the queue is full.
     *
     * @param text   called by the thread that sends
     * @param length about how many characters the text has
     */
    public void publish(String redisChannel, Supplier<String> text, int length) {
        sender.send(new PendingSend(redisChannel, text, length, false));
    }

    /**
     * Publishes a text and waits, at most a second, until Redis has it.
     *
     * @param text called by the thread that sends
     * @return false when texts do not pass, or Redis refused it; true when it has been sent, or is being sent when the connection breaks
     *     or the second is over
     */
    public boolean publishAndWait(String redisChannel, Supplier<String> text, int length) {
        return problem().isEmpty() && sender.sendAndWait(new PendingSend(redisChannel, text, length, false));
    }

    /** Why texts do not pass at this moment, in words for the public health of the node; empty while they do. */
    public Optional<String> problem() {
        return linked() && probe.passed() ? Optional.empty() : Optional.of(failure.summary());
    }

    /** Ends the threads and the connections. */
    @Override
    public void close() {
        probe.close();
        listener.close();
        sender.close();
    }
}
