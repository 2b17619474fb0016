package org.heliograph.broker.redis;

import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Checks the way through Redis from end to end: publishes a random text on a Redis channel of this node alone, and must
 * receive it within two seconds, again each second. Connections that are open and answer are no proof of that: they may lead to different
 * servers, or an account may not publish.
 */
final class RedisProbe {
    static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** A check this late says that this node stood still, not that Redis did. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Between two attempts to cure it by other connections; doubled with each. */
    private static final long FIRST_RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long MAX_RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String redisChannel;
    private final BooleanSupplier linked;
    private final Consumer<PendingSend> sender;
    private final Runnable reconnect;
    private final Consumer<LinkFailure> onChange;
    private final LongSupplier nanos;
    private final RedisLoop loop = new RedisLoop("the check of the way through Redis", this::run, () -> {});
    private volatile boolean passed;
    /** What has not been heard yet; null for nothing. This monitor guards it and what follows. */
    private PendingSend pending;

    private String text;
    private long sentNanos;
    private long checkedNanos;
    private long reconnectedNanos;
    private long reconnectPause = FIRST_RECONNECT_NANOS;

    /**
     * @param redisChannel the channel of this node alone
     * @param linked       whether both connections are open
     * @param sender       queues what is to be published
     * @param reconnect    closes both connections, so that others are opened
     * @param onChange     gets null when the first text of a connection is heard, and the reason when one is not
     * @param nanos        a monotonic clock
     */
    RedisProbe(
            String redisChannel,
            BooleanSupplier linked,
            Consumer<PendingSend> sender,
            Runnable reconnect,
            Consumer<LinkFailure> onChange,
            LongSupplier nanos) {
        this.redisChannel = redisChannel;
        this.linked = linked;
        this.sender = sender;
        this.reconnect = reconnect;
        this.onChange = onChange;
        this.nanos = nanos;
        checkedNanos = nanos.getAsLong();
        reconnectedNanos = checkedNanos - FIRST_RECONNECT_NANOS;
        reset();
    }

    void start(ThreadFactory threads) {
        loop.start(threads);
    }

    void close() {
        loop.close();
    }

    /** Whether what was published last has been heard, or still may be. */
    boolean passed() {
        return passed;
    }

    /** A connection is gone: what was heard over it proves nothing about the next. */
    synchronized void reset() {
        passed = false;
        pending = null;
        sentNanos = nanos.getAsLong() - INTERVAL_NANOS;
    }

    /** The connections have changed: checks soon. */
    void wake() {
        loop.wake();
    }

    /** Something has been heard on the channel. */
    void heard(String message) {
        boolean first;
        synchronized (this) {
            if (pending == null || !message.equals(text)) {
                return;
            }
            pending = null;
            first = !passed;
            passed = true;
            reconnectPause = FIRST_RECONNECT_NANOS;
        }
        if (first) {
            onChange.accept(null);
        }
    }

    private void run() {
        check();
        LockSupport.parkNanos(TICK_NANOS);
    }

    /** Publishes when it is time to, and judges what has not been heard. */
    void check() {
        LinkFailure failure = linked.getAsBoolean() ? judge(nanos.getAsLong()) : null;
        if (failure != null) {
            onChange.accept(failure);
        }
    }

    /** @return why it has failed just now; null when it has not */
    private LinkFailure judge(long now) {
        boolean reconnectNow;
        LinkFailure failure;
        synchronized (this) {
            boolean late = now - checkedNanos > LATE_NANOS;
            checkedNanos = now;
            if (pending == null) {
                publish(now);
                return null;
            }
            if (pending.refusal() == null && late) {
                sentNanos = now;
            }
            if (pending.refusal() == null && now - sentNanos < DEADLINE_NANOS) {
                return null;
            }
            failure = pending.refusal() == null
                    ? new LinkFailure(LinkFailure.Kind.UNHEARD, "")
                    : new LinkFailure(LinkFailure.Kind.REFUSED, pending.refusal());
            passed = false;
            pending = null;
            reconnectNow = failure.kind() == LinkFailure.Kind.UNHEARD && now - reconnectedNanos >= reconnectPause;
            if (reconnectNow) {
                reconnectedNanos = now;
                reconnectPause = Math.min(2 * reconnectPause, MAX_RECONNECT_NANOS);
            }
        }
        if (reconnectNow) {
            reconnect.run();
        }
        return failure;
    }

    private void publish(long now) {
        if (now - sentNanos >= INTERVAL_NANOS) {
            String nonce = UUID.randomUUID().toString();
            text = nonce;
            pending = new PendingSend(redisChannel, () -> nonce, nonce.length(), true);
            sentNanos = now;
            sender.accept(pending);
        }
    }
}
