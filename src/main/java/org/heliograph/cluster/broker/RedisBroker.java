package org.heliograph.cluster.broker;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** Redis or Valkey by Jedis: one connection publishes, one listens, each with a thread that brings it back when it is lost. */
final class RedisBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(RedisBroker.class.getName());
    private static final long COMPLAIN_EVERY_MILLIS = 60_000;
    private static final int MAX_QUEUED = 10_000;
    private static final int MAX_PIPELINED = 200;
    /** Sent to nobody: it ends the sender's wait. */
    private static final Outgoing WAKE = new Outgoing(null);
    /** How long somebody waits at most until Redis has what is told to all: as long as it takes to notice that it is away. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final URI url;
    private final ThreadFactory threads;
    private final Clock clock;
    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private volatile long complainedMillis;
    private RedisListener listener;
    private Thread sender;
    private volatile boolean running;
    private volatile boolean sending;
    private volatile boolean suspect;

    RedisBroker(URI url, ThreadFactory threads, Clock clock) {
        this.url = url;
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    public void start(Consumer<Message> receiver) {
        running = true;
        listener = new RedisListener(
                url,
                (channel, text) -> MessageCodec.decode(channel, text, clock.instant())
                        .ifPresentOrElse(receiver, () -> unreadable(channel)),
                this::lost);
        listener.start(threads);
        sender = threads.newThread(this::send);
        sender.start();
    }

    /** What the listening connection finds out at once, the publishing one would only find out by losing a message. */
    private void lost() {
        sending = false;
        suspect = true;
        queue.offer(WAKE);
    }

    @Override
    public void follow(String space) {
        listener.listenTo(MessageCodec.channel(space));
    }

    @Override
    public void unfollow(String space) {
        listener.leave(MessageCodec.channel(space));
    }

    /** Once a minute at most: who publishes wrongly once does it all the time. */
    private void unreadable(String channel) {
        long now = clock.millis();
        if (now - complainedMillis >= COMPLAIN_EVERY_MILLIS) {
            complainedMillis = now;
            LOG.warning("what was published on " + channel + " cannot be read and is not told");
        }
    }

    @Override
    public void awaitFollowing(String space) {
        listener.await(MessageCodec.channel(space));
    }

    /** While Redis is away, and when more comes than it takes, messages are let go: the other nodes read them from the log. */
    @Override
    public void publish(Message message) {
        if (sending) {
            queue.offer(new Outgoing(message));
        }
    }

    @Override
    public boolean tellAll(Publication publication) {
        Outgoing outgoing = new Outgoing(new Message(null, publication));
        if (!connected() || !queue.offer(outgoing)) {
            return false;
        }
        return outgoing.await(PATIENCE_MILLIS);
    }

    @Override
    public boolean connected() {
        return sending && listener.connected();
    }

    private void send() {
        try {
            sendAgainAndAgain();
        } finally {
            // nobody waits for what never leaves
            forget();
        }
    }

    private void sendAgainAndAgain() {
        Backoff backoff = new Backoff();
        boolean told = false;
        while (running) {
            try {
                suspect = false;
                try (Jedis jedis = RedisLine.open(url)) {
                    jedis.ping();
                    LOG.info("the nodes are linked by Redis");
                    // what was left behind has been read from the log long since
                    forget();
                    sending = true;
                    told = false;
                    backoff.reset();
                    sendOver(jedis);
                    sending = false;
                } catch (RuntimeException lost) {
                    sending = false;
                    if (!told && running) {
                        LOG.warning("Redis is away, the nodes go on by the log: " + lost.getMessage());
                    }
                    told = true;
                }
                backoff.await();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void sendOver(Jedis jedis) throws InterruptedException {
        List<Outgoing> batch = new ArrayList<>();
        while (running && !suspect) {
            Outgoing first = queue.poll(1, TimeUnit.SECONDS);
            if (first == WAKE) {
                continue;
            }
            if (first == null) {
                jedis.ping();
                continue;
            }
            batch.add(first);
            queue.drainTo(batch, MAX_PIPELINED - 1);
            batch.removeIf(outgoing -> outgoing == WAKE || !outgoing.take());
            if (batch.isEmpty()) {
                continue;
            }
            try (Pipeline pipeline = jedis.pipelined()) {
                for (Outgoing outgoing : batch) {
                    Message message = outgoing.message();
                    pipeline.publish(
                            MessageCodec.channel(message.publication().topic().space()), MessageCodec.encode(message));
                }
                pipeline.sync();
            } finally {
                batch.forEach(Outgoing::sent);
            }
            batch.clear();
        }
    }

    private void forget() {
        List<Outgoing> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(Outgoing::drop);
    }

    @Override
    public void close() {
        running = false;
        sending = false;
        if (listener != null) {
            listener.close();
            sender.interrupt();
        }
    }
}
