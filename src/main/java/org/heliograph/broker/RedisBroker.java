package org.heliograph.broker;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.heliograph.broker.redis.RedisLink;
import org.heliograph.event.Publication;
import org.heliograph.settings.RedisUrl;

/** Messages through Redis or Valkey. It passes on what this installation sent, and what other programs may publish. */
final class RedisBroker implements Broker {
    private final ThreadFactory threads;
    private final Clock clock;
    private final RedisLink link;
    private final MessageCodec codec;
    private final int maxLength;
    private final IgnoredMessages ignored = new IgnoredMessages();
    private volatile String installation;
    private volatile Consumer<Message> receiver;

    /** @param maxLength messages with more characters are neither sent nor received */
    RedisBroker(RedisUrl url, MessageCodec codec, int maxLength, ThreadFactory threads, Clock clock) {
        this.codec = codec;
        this.maxLength = maxLength;
        this.threads = threads;
        this.clock = clock;
        link = new RedisLink(url, codec.probePrefix(), this::receive);
    }

    @Override
    public void start(String id, Consumer<Message> to) {
        installation = id;
        receiver = to;
        link.start(threads);
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
        Message.Sender from = message.get().sender();
        if (from == null && !message.get().publication().topic().isOpenToPrograms()) {
            ignored.count(IgnoredMessages.Reason.REFUSED, redisChannel);
        } else if (from != null && !from.installation().equals(installation)) {
            ignored.count(IgnoredMessages.Reason.OTHER_INSTALLATION, redisChannel);
        } else {
            receiver.accept(message.get());
        }
    }

    @Override
    public BrokerStatistics statistics() {
        return ignored.statistics();
    }

    @Override
    public void subscribe(String namespace) {
        link.subscribe(codec.redisChannel(namespace));
    }

    @Override
    public void unsubscribe(String namespace) {
        link.unsubscribe(codec.redisChannel(namespace));
    }

    @Override
    public void awaitSubscribed(String namespace) {
        link.awaitSubscribed(codec.redisChannel(namespace));
    }

    /** Discards the message while Redis is unreachable or slower than the messages: the other nodes read it from the log. */
    @Override
    public void publish(Message message) {
        Publication publication = message.publication();
        if (fits(publication)) {
            link.publish(
                    redisChannel(publication),
                    () -> codec.encode(message),
                    publication.payload().length());
        }
    }

    @Override
    public boolean publishShared(Publication publication) {
        return fits(publication)
                && link.publishAndWait(
                        redisChannel(publication),
                        () -> codec.encode(new Message(null, publication)),
                        publication.payload().length());
    }

    /** Whether the other nodes would take it; counts it when not. */
    private boolean fits(Publication publication) {
        boolean fits = publication.payload().length() <= maxLength;
        if (!fits) {
            ignored.count(IgnoredMessages.Reason.TOO_LARGE, redisChannel(publication));
        }
        return fits;
    }

    private String redisChannel(Publication publication) {
        return codec.redisChannel(publication.topic().namespace());
    }

    @Override
    public Optional<String> problem() {
        return link.problem();
    }

    @Override
    public void close() {
        link.close();
    }
}
