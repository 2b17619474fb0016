package org.heliograph.broker;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.heliograph.event.Publication;

/** Redis or Valkey by Jedis: one connection publishes, one listens, each with a thread that brings it back when it is lost. */
final class RedisBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(RedisBroker.class.getName());

    /** What was last said of the link between the nodes. */
    private enum Said {
        NOTHING,
        LINKED,
        AWAY
    }

    private final ThreadFactory threads;
    private final Clock clock;
    private final RedisSender sender;
    private final RedisListener listener;
    private final RateLimitedLogger unreadable = new RateLimitedLogger(LOG);
    private volatile Consumer<Message> receiver;
    private Said said = Said.NOTHING;

    RedisBroker(URI url, ThreadFactory threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
        sender = new RedisSender(url, this::changed);
        // what the listening connection finds out at once, the publishing one would only find out by losing a message
        listener = new RedisListener(url, this::receive, this::changed, sender::suspect);
    }

    @Override
    public void start(Consumer<Message> to) {
        receiver = to;
        listener.start(threads);
        sender.start(threads);
    }

    private void receive(String channel, String text) {
        MessageCodec.decode(channel, text, clock.instant())
                .ifPresentOrElse(
                        receiver,
                        () -> unreadable.warn("what was published on " + channel + " cannot be read and is not told"));
    }

    /** Says once that messages pass, and once that they do not. @param lost why not; null when a connection is there */
    private synchronized void changed(String lost) {
        if (connected()) {
            if (said != Said.LINKED) {
                LOG.info("the nodes are linked by Redis");
            }
            said = Said.LINKED;
        } else if (lost != null && said != Said.AWAY) {
            LOG.warning("Redis is away, the nodes go on by the log: " + lost);
            said = Said.AWAY;
        }
    }

    @Override
    public void follow(String space) {
        listener.listenTo(MessageCodec.channel(space));
    }

    @Override
    public void unfollow(String space) {
        listener.leave(MessageCodec.channel(space));
    }

    @Override
    public void awaitFollowing(String space) {
        listener.await(MessageCodec.channel(space));
    }

    /** While Redis is away, and when more comes than it takes, messages are let go: the other nodes read them from the log. */
    @Override
    public void publish(Message message) {
        sender.send(message);
    }

    @Override
    public boolean tellAll(Publication publication) {
        return listener.connected() && sender.sendAndWait(new Message(null, publication));
    }

    @Override
    public boolean connected() {
        return sender.connected() && listener.connected();
    }

    @Override
    public void close() {
        listener.close();
        sender.close();
    }
}
