package org.heliograph.cluster.broker;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
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
    private static final Outgoing WAKE = new Outgoing(null);
    /** How long somebody waits at most until Redis has a message: as long as it takes to notice that it is away. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final URI url;
    private final Complaints complaints;
    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private Thread thread;
    private volatile boolean running;
    private volatile boolean connected;
    private volatile boolean suspect;

    RedisSender(URI url, Complaints complaints) {
        this.url = url;
        this.complaints = complaints;
    }

    void start(ThreadFactory threads) {
        running = true;
        thread = threads.newThread(this::run);
        thread.start();
    }

    boolean connected() {
        return connected;
    }

    /** Opens another connection: this one would find out only by losing a message that nobody is there any more. */
    void suspect() {
        connected = false;
        suspect = true;
        queue.offer(WAKE);
    }

    /** Sends a message, or lets go of it while Redis is away or takes less than comes. */
    void send(Message message) {
        if (connected) {
            queue.offer(new Outgoing(message));
        }
    }

    /**
     * Sends a message and waits, a second at most, until Redis has it.
     *
     * @return false when it has been let go of, or Redis does not pass it on
     */
    boolean sendAndWait(Message message) {
        Outgoing outgoing = new Outgoing(message);
        return connected && queue.offer(outgoing) && outgoing.await(PATIENCE_MILLIS);
    }

    private void run() {
        try {
            connectAgainAndAgain();
        } finally {
            // nobody waits for what never leaves
            forget();
        }
    }

    private void connectAgainAndAgain() {
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
                    connected = true;
                    told = false;
                    backoff.reset();
                    sendOver(jedis);
                    connected = false;
                } catch (RuntimeException lost) {
                    connected = false;
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
            if (first == null) {
                jedis.ping();
                continue;
            }
            batch.add(first);
            queue.drainTo(batch, MAX_PIPELINED - 1);
            batch.removeIf(outgoing -> outgoing == WAKE || !outgoing.take());
            try {
                publish(jedis, batch);
            } finally {
                batch.forEach(Outgoing::sent);
            }
            batch.clear();
        }
    }

    private void publish(Jedis jedis, List<Outgoing> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Response<Long>> answers = new ArrayList<>(batch.size());
        try (Pipeline pipeline = jedis.pipelined()) {
            for (Outgoing outgoing : batch) {
                Message message = outgoing.message();
                answers.add(pipeline.publish(channel(message), MessageCodec.encode(message)));
            }
            pipeline.sync();
        }
        for (int i = 0; i < answers.size(); i++) {
            look(answers.get(i), batch.get(i));
        }
    }

    private void look(Response<Long> answer, Outgoing outgoing) {
        try {
            answer.get();
        } catch (JedisDataException refused) {
            outgoing.refused();
            complaints.log(
                    Level.WARNING,
                    "Redis does not pass on " + channel(outgoing.message()) + ": " + refused.getMessage());
        }
    }

    private static String channel(Message message) {
        return MessageCodec.channel(message.publication().topic().space());
    }

    private void forget() {
        List<Outgoing> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(Outgoing::drop);
    }

    void close() {
        running = false;
        connected = false;
        thread.interrupt();
    }
}
