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

/** The publishing connection. One thread sends what is queued, many at a time, and opens the connection again when it is lost. */
final class RedisSender {
    private static final Logger LOG = Logger.getLogger(RedisSender.class.getName());
    private static final int MAX_QUEUED = 10_000;
    private static final int MAX_PIPELINED = 200;
    /** Sent to nobody: it ends the thread's wait. */
    private static final PendingSend WAKE = new PendingSend(null);
    /** How long somebody waits at most until Redis has a message: as long as it takes to notice that it is away. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final URI url;
    private final Consumer<String> changed;
    private final RateLimitedLogger refusals = new RateLimitedLogger(LOG);
    private final BlockingQueue<PendingSend> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private volatile Thread thread;
    private volatile Jedis connection;
    private volatile boolean running;
    private volatile boolean connected;
    private volatile boolean suspect;

    /** @param changed told null each time that it is connected, and why each time that it is not or no more */
    RedisSender(URI url, Consumer<String> changed) {
        this.url = url;
        this.changed = changed;
    }

    void start(ThreadFactory threads) {
        running = true;
        thread = threads.newThread(this::run);
        thread.start();
    }

    boolean connected() {
        return connected;
    }

    /** Ends the connection, whatever it is waiting for, and opens another one. */
    void suspect() {
        connected = false;
        suspect = true;
        RedisConnections.end(connection);
        queue.offer(WAKE);
    }

    /** Sends a message, or lets go of it while Redis is away or takes less than comes. */
    void send(Message message) {
        if (connected) {
            queue.offer(new PendingSend(message));
        }
    }

    /**
     * Sends a message and waits, a second at most, until Redis has it.
     *
     * @return false when it has been let go of, or Redis does not pass it on; true when it has been sent or is on its way, which it
     *     also is when the connection breaks or the second is over meanwhile
     */
    boolean sendAndWait(Message message) {
        PendingSend outgoing = new PendingSend(message);
        return connected && queue.offer(outgoing) && outgoing.await(PATIENCE_MILLIS);
    }

    private void run() {
        try {
            connectAgainAndAgain();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            connected = false;
            // nobody waits for what never leaves
            forget();
        }
    }

    private void connectAgainAndAgain() throws InterruptedException {
        Backoff backoff = new Backoff();
        while (running) {
            String why = connectAndSend(backoff);
            connected = false;
            if (running) {
                changed.accept(why);
            }
            backoff.await();
        }
    }

    /** Sends over one connection for as long as it lives. @return why it ended */
    private String connectAndSend(Backoff backoff) throws InterruptedException {
        suspect = false;
        Jedis opened = null;
        try {
            opened = RedisConnections.open(url);
            connection = opened;
            opened.ping();
            // what was left behind has been read from the log long since
            forget();
            backoff.opened();
            connected = true;
            changed.accept(null);
            sendOver(opened);
            return "it is silent";
        } catch (RuntimeException lost) {
            return RedisConnections.reason(url, lost);
        } finally {
            RedisConnections.end(opened);
        }
    }

    private void sendOver(Jedis jedis) throws InterruptedException {
        List<PendingSend> batch = new ArrayList<>();
        while (running && !suspect) {
            PendingSend first = queue.poll(1, TimeUnit.SECONDS);
            if (first == null) {
                jedis.ping();
                continue;
            }
            batch.add(first);
            queue.drainTo(batch, MAX_PIPELINED - 1);
            if (suspect) {
                batch.forEach(PendingSend::drop);
                return;
            }
            batch.removeIf(outgoing -> outgoing == WAKE || !outgoing.take());
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
        List<Response<Long>> answers = new ArrayList<>(batch.size());
        try (Pipeline pipeline = jedis.pipelined()) {
            for (PendingSend outgoing : batch) {
                Message message = outgoing.message();
                answers.add(pipeline.publish(channel(message), MessageCodec.encode(message)));
            }
            pipeline.sync();
        }
        for (int i = 0; i < answers.size(); i++) {
            look(answers.get(i), batch.get(i));
        }
    }

    private void look(Response<Long> answer, PendingSend outgoing) {
        try {
            answer.get();
        } catch (JedisDataException refused) {
            outgoing.refused();
            refusals.warn("Redis does not pass on " + channel(outgoing.message()) + ": " + refused.getMessage());
        }
    }

    private static String channel(Message message) {
        return MessageCodec.channel(message.publication().topic().space());
    }

    private void forget() {
        List<PendingSend> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(PendingSend::drop);
    }

    void close() {
        running = false;
        connected = false;
        if (thread != null) {
            thread.interrupt();
        }
        RedisConnections.end(connection);
    }
}
