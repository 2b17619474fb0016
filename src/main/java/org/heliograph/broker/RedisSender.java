package org.heliograph.broker;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** The publishing connection. One thread sends what is queued, in pipelined batches, and reconnects when the connection is lost. */
final class RedisSender {
    private static final Logger LOG = Logger.getLogger(RedisSender.class.getName());
    private static final int MAX_QUEUED = 10_000;
    private static final int MAX_PIPELINED = 200;
    /** Never sent: it ends the thread's wait for the queue. */
    private static final PendingSend WAKE = new PendingSend(null);
    /** How long a caller waits until Redis has its message: as long as it takes to notice that Redis is unreachable. */
    private static final long SEND_TIMEOUT_MILLIS = 1_000;

    private final URI url;
    private final MessageCodec codec;
    private final Consumer<String> onChange;
    private final RateLimitedLogger refusals = new RateLimitedLogger(LOG);
    private final BlockingQueue<PendingSend> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private volatile Thread thread;
    private volatile Jedis connection;
    private volatile boolean running;
    private volatile boolean connected;
    private volatile boolean stale;

    /** @param onChange gets null each time that it becomes connected, and the reason each time that it is not or no longer connected */
    RedisSender(URI url, MessageCodec codec, Consumer<String> onChange) {
        this.url = url;
        this.codec = codec;
        this.onChange = onChange;
    }

    void start(ThreadFactory threads) {
        running = true;
        thread = threads.newThread(this::run);
        thread.start();
    }

    boolean connected() {
        return connected;
    }

    /** Closes the connection, also while the thread is blocked on it, so that another one is opened. */
    void reconnect() {
        connected = false;
        stale = true;
        RedisConnections.close(connection);
        queue.offer(WAKE);
    }

    /** Queues a message; discards it when not connected or when the queue is full. */
    void send(Message message) {
        if (connected) {
            queue.offer(new PendingSend(message));
        }
    }

    /**
     * Sends a message and waits, at most a second, until Redis has it.
     *
     * @return false when it has been discarded or Redis refused it; true when it has been sent, or is being sent when the connection
     *     breaks or the second is over
     */
    boolean sendAndWait(Message message) {
        PendingSend pending = new PendingSend(message);
        return connected && queue.offer(pending) && pending.await(SEND_TIMEOUT_MILLIS);
    }

    private void run() {
        try {
            keepConnected();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            connected = false;
            // releases callers that wait
            discardQueued();
        }
    }

    private void keepConnected() throws InterruptedException {
        Backoff backoff = new Backoff();
        while (running) {
            String reason = sendUntilLost(backoff);
            connected = false;
            if (running) {
                onChange.accept(reason);
            }
            backoff.await();
        }
    }

    /** Sends over one connection for as long as it lives. @return why it ended */
    private String sendUntilLost(Backoff backoff) throws InterruptedException {
        stale = false;
        Jedis opened = null;
        try {
            opened = RedisConnections.open(url);
            connection = opened;
            opened.ping();
            // the other nodes have read what is left over from the log
            discardQueued();
            backoff.opened();
            connected = true;
            onChange.accept(null);
            sendQueued(opened);
            return "no reply from Redis";
        } catch (RuntimeException lost) {
            return RedisConnections.reason(url, lost);
        } finally {
            RedisConnections.close(opened);
        }
    }

    private void sendQueued(Jedis jedis) throws InterruptedException {
        List<PendingSend> batch = new ArrayList<>();
        while (running && !stale) {
            PendingSend first = queue.poll(1, TimeUnit.SECONDS);
            if (first == null) {
                jedis.ping();
                continue;
            }
            batch.add(first);
            queue.drainTo(batch, MAX_PIPELINED - 1);
            if (stale) {
                batch.forEach(PendingSend::discard);
                return;
            }
            batch.removeIf(pending -> pending == WAKE || !pending.take());
            try {
                publish(jedis, batch);
            } finally {
                batch.forEach(PendingSend::sent);
            }
            batch.clear();
        }
    }

    private void publish(Jedis jedis, List<PendingSend> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Response<Long>> replies = new ArrayList<>(batch.size());
        try (Pipeline pipeline = jedis.pipelined()) {
            for (PendingSend pending : batch) {
                Message message = pending.message();
                replies.add(pipeline.publish(redisChannel(message), codec.encode(message)));
            }
            pipeline.sync();
        }
        for (int i = 0; i < replies.size(); i++) {
            checkReply(replies.get(i), batch.get(i));
        }
    }

    private void checkReply(Response<Long> reply, PendingSend pending) {
        try {
            reply.get();
        } catch (JedisDataException refused) {
            pending.refused();
            refusals.warn("Redis refused a message on the Redis channel " + redisChannel(pending.message()) + ": "
                    + refused.getMessage());
        }
    }

    private String redisChannel(Message message) {
        return codec.redisChannel(message.publication().topic().namespace());
    }

    private void discardQueued() {
        List<PendingSend> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(PendingSend::discard);
    }

    void close() {
        running = false;
        connected = false;
        if (thread != null) {
            thread.interrupt();
        }
        RedisConnections.close(connection);
    }
}
