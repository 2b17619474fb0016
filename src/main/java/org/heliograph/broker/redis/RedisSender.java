package org.heliograph.broker.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.logging.Logger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The publishing connection. One thread sends what is queued, in pipelined batches, and reconnects when the connection is lost. */
final class RedisSender {
    private static final Logger LOG = Logger.getLogger(RedisSender.class.getName());
    private static final int MAX_PIPELINED = 200;
    /** How long a caller waits until Redis has its message: as long as it takes to notice that Redis is unreachable. */
    private static final long SEND_TIMEOUT_MILLIS = 1_000;

    private final RedisConnector connector;
    private final Consumer<LinkFailure> onChange;
    private final RateLimitedLogger refusals = new RateLimitedLogger(LOG);
    private final SendQueue queue = new SendQueue();
    private final Backoff backoff = new Backoff();
    private final RedisLoop loop = new RedisLoop("publishing at Redis", this::run, this::end);
    private volatile Jedis connection;
    private volatile boolean connected;
    private volatile boolean stale;

    /** @param onChange gets null each time that it becomes connected, and the reason each time that it is not or no longer connected */
    RedisSender(RedisConnector connector, Consumer<LinkFailure> onChange) {
        this.connector = connector;
        this.onChange = onChange;
    }

    void start(ThreadFactory threads) {
        loop.start(threads);
    }

    boolean connected() {
        return connected;
    }

    /**
     * Closes the connection, also while the thread is blocked on it, so that another one is opened. The caller knows: {@code onChange} is
     * not called for that.
     */
    void reconnect() {
        connected = false;
        stale = true;
        RedisConnector.close(connection);
        queue.wake();
    }

    /** Queues a text; discards it when not connected or when the queue is full. */
    void send(PendingSend pending) {
        if (connected) {
            queue.offer(pending);
        }
    }

    /**
     * Sends a text and waits, at most a second, until Redis has it.
     *
     * @return false when it has been discarded or Redis refused it; true when it has been sent, or is being sent when the connection
     *     breaks or the second is over
     */
    boolean sendAndWait(PendingSend pending) {
        return connected && queue.offer(pending) && pending.await(SEND_TIMEOUT_MILLIS);
    }

    /** Sends over one connection for as long as it lives, and waits before the next. */
    private void run() throws InterruptedException {
        stale = false;
        LinkFailure reason = sendUntilLost();
        connected = false;
        if (loop.running() && !stale) {
            onChange.accept(reason);
        }
        backoff.await();
    }

    /** @return why it ended */
    private LinkFailure sendUntilLost() throws InterruptedException {
        Jedis opened = null;
        try {
            opened = connector.open();
            connection = opened;
            opened.ping();
            RedisConnector.requireMaster(opened);
            // the other nodes have read what is left over from the log
            queue.discard();
            backoff.opened();
            connected = true;
            onChange.accept(null);
            sendQueued(opened);
            return connector.failure(new JedisConnectionException("no reply from Redis"));
        } catch (RuntimeException | Error lost) {
            return connector.failure(lost);
        } finally {
            RedisConnector.close(opened);
        }
    }

    private void sendQueued(Jedis jedis) throws InterruptedException {
        while (loop.running() && !stale) {
            List<PendingSend> batch = queue.poll(MAX_PIPELINED);
            if (stale) {
                batch.forEach(PendingSend::discard);
                return;
            }
            batch.removeIf(pending -> !pending.take());
            if (batch.isEmpty()) {
                jedis.ping();
                continue;
            }
            try {
                publish(jedis, batch);
            } finally {
                batch.forEach(PendingSend::sent);
            }
            if (batch.stream().anyMatch(PendingSend::isProbe)) {
                // a master may have become a replica, with its connections left open
                RedisConnector.requireMaster(jedis);
            }
        }
    }

    private void publish(Jedis jedis, List<PendingSend> batch) {
        List<Response<Long>> replies = new ArrayList<>(batch.size());
        try (Pipeline pipeline = jedis.pipelined()) {
            for (PendingSend pending : batch) {
                replies.add(pipeline.publish(pending.redisChannel(), pending.text()));
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
            pending.refused(refused.getMessage());
            refusals.warn("Redis refused a message on the Redis channel " + pending.redisChannel() + ": "
                    + refused.getMessage());
        }
    }

    private void end() {
        connected = false;
        // releases callers that wait
        queue.discard();
    }

    void close() {
        connected = false;
        loop.close();
        RedisConnector.close(connection);
    }
}
