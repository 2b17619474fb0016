package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Positions of topics as snapshots name them. Events get their numbers soon after the commit, so a position may still move. */
public final class LogPositions {
    private static final Duration SETTLED = Duration.ofMillis(300);
    /** On a machine that is slow at that moment it takes longer. */
    private static final int LOOKS = 5;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private LogPositions() {}

    /** The position that a snapshot names. */
    public static long of(Answer snapshot) {
        return Long.parseLong(snapshot.header("X-Heliograph-Seq"));
    }

    /** The position of a snapshot when everything that was committed before has its number: it stays the same for a while. */
    public static long settled(Supplier<Answer> snapshot) {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        AtomicInteger same = new AtomicInteger();
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(50)).until(() -> {
            long now = of(snapshot.get());
            if (last.getAndSet(now) != now) {
                since.set(StallFreeClock.nanos());
                same.set(0);
            }
            return same.getAndIncrement() >= LOOKS
                    && StallFreeClock.since(since.get()).compareTo(SETTLED) >= 0;
        });
        return last.get();
    }
}
