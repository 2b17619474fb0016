package org.heliograph.cluster.broker;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;

/** Redis or Valkey by Jedis: one connection publishes, one listens, each with a thread that brings it back when it is lost. */
final class RedisBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(RedisBroker.class.getName());

    private final ThreadFactory threads;
    private final Clock clock;
    private final RedisSender sender;
    private final RedisListener listener;
    private final Complaints unreadable;
    private volatile Consumer<Message> receiver;

    RedisBroker(URI url, ThreadFactory threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
        unreadable = new Complaints(LOG, clock);
        sender = new RedisSender(url, new Complaints(LOG, clock));
        // what the listening connection finds out at once, the publishing one would only find out by losing a message
        listener = new RedisListener(url, this::receive, sender::suspect, new Complaints(LOG, clock));
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
                        () -> unreadable.log(
                                Level.WARNING, "what was published on " + channel + " cannot be read and is not told"));
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
        if (receiver != null) {
            listener.close();
            sender.close();
        }
    }
}
