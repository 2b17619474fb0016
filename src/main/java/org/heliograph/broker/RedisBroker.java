package org.heliograph.broker;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.heliograph.event.Publication;

/**
 * Redis or Valkey by Jedis, over two connections: a {@link RedisSender} publishes, a {@link RedisListener} subscribes. Each has its own
 * threads and reconnects by itself.
 */
final class RedisBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(RedisBroker.class.getName());

    /** The state of the link that was logged last. */
    private enum LinkState {
        UNKNOWN,
        UP,
        DOWN
    }

    private final ThreadFactory threads;
    private final Clock clock;
    private final RedisSender sender;
    private final RedisListener listener;
    private final MessageCodec codec;
    private final int maxLength;
    private final IgnoredMessages ignored = new IgnoredMessages();
    private volatile String installation;
    private volatile Consumer<Message> receiver;
    private LinkState logged = LinkState.UNKNOWN;

    /** @param maxLength messages with more characters are ignored */
    RedisBroker(URI url, MessageCodec codec, int maxLength, ThreadFactory threads, Clock clock) {
        this.codec = codec;
        this.maxLength = maxLength;
        this.threads = threads;
        this.clock = clock;
        sender = new RedisSender(url, codec, this::connectionChanged);
        // the listening connection notices a loss at once, the publishing one only by losing a message
        listener = new RedisListener(url, codec.anchor(), this::receive, this::connectionChanged, sender::reconnect);
    }

    @Override
    public void start(String id, Consumer<Message> to) {
        installation = id;
        receiver = to;
        listener.start(threads);
        sender.start(threads);
    }

    private void receive(String redisChannel, String text) {
        if (text.length() > maxLength) {
            ignored.count(IgnoredMessages.Reason.TOO_LARGE, redisChannel);
            return;
        }
        Optional<Message> message = codec.decode(redisChannel, text, clock.instant());
        if (message.isEmpty()) {
            ignored.count(IgnoredMessages.Reason.UNREADABLE, redisChannel);
            return;
        }
        Message.Sender sender = message.get().sender();
        if (sender == null && !message.get().publication().topic().isOpenToPrograms()) {
            ignored.count(IgnoredMessages.Reason.REFUSED, redisChannel);
        } else if (sender != null && !sender.installation().equals(installation)) {
            ignored.count(IgnoredMessages.Reason.OTHER_INSTALLATION, redisChannel);
        } else {
            receiver.accept(message.get());
        }
    }

    @Override
    public BrokerStatistics statistics() {
        return ignored.statistics();
    }

    /** Logs each change of the link once. @param failure why a connection is gone; null when one has been made */
    private synchronized void connectionChanged(String failure) {
        if (connected()) {
            if (logged != LinkState.UP) {
                LOG.info("connected to Redis");
            }
            logged = LinkState.UP;
        } else if (failure != null && logged != LinkState.DOWN) {
            LOG.warning("Redis is unreachable, events between nodes go through the log: " + failure);
            logged = LinkState.DOWN;
        }
    }

    @Override
    public void subscribe(String namespace) {
        listener.subscribe(codec.redisChannel(namespace));
    }

    @Override
    public void unsubscribe(String namespace) {
        listener.unsubscribe(codec.redisChannel(namespace));
    }

    @Override
    public void awaitSubscribed(String namespace) {
        listener.awaitSubscribed(codec.redisChannel(namespace));
    }

    /** Discards the message while Redis is unreachable or slower than the messages: the other nodes read it from the log. */
    @Override
    public void publish(Message message) {
        sender.send(message);
    }

    @Override
    public boolean publishShared(Publication publication) {
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
