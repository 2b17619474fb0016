package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock for times that are promised. It stands still while this machine lets no thread of the test run, since the server does
 * nothing then either: a thread that wakes every {@value #TICK_MILLIS} ms notices how much later it wakes.
 */
public final class StallFreeClock {
    private static final long TICK_MILLIS = 10;
    private static final long TICK = Duration.ofMillis(TICK_MILLIS).toNanos();

    /** Shorter delays are those of a machine that works. */
    private static final long NOTICED = Duration.ofMillis(60).toNanos();

    /** How long a test waits at most for what is promised much earlier. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(50);

    private static final Object LOCK = new Object();
    private static long stalled;
    private static long lastTick = System.nanoTime();

    static {
        Thread thread = new Thread(StallFreeClock::tick, "stall-free-clock");
        thread.setDaemon(true);
        thread.start();
    }

    private StallFreeClock() {}

    private static void tick() {
        while (true) {
            LockSupport.parkNanos(TICK);
            synchronized (LOCK) {
                long now = System.nanoTime();
                stalled += delay(now);
                lastTick = now;
            }
        }
    }

    /** How much later than expected the thread of this clock wakes. */
    private static long delay(long now) {
        long gap = now - lastTick;
        return gap > NOTICED ? gap - TICK : 0;
    }

    /** The time in nanoseconds; only differences have a meaning. */
    public static long nanos() {
        synchronized (LOCK) {
            long now = System.nanoTime();
            return now - stalled - delay(now);
        }
    }

    /** The time since a value of {@link #nanos()}. */
    public static Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /** Waits until a condition holds, and asserts that it did so in time. The last look itself does not count. */
    public static void within(Duration promised, Callable<Boolean> condition) {
        long began = nanos();
        AtomicLong looked = new AtomicLong();
        await().atMost(promised.plus(PATIENCE))
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> {
                    looked.set(nanos());
                    return condition.call();
                });
        assertThat(Duration.ofNanos(looked.get() - began)).isLessThanOrEqualTo(promised);
    }
}
