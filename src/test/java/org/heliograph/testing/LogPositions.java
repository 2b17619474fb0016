package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Positions of topics as snapshots name them. Events get their numbers soon after the commit, so a position may still move. */
public final class LogPositions {
    private static final Duration SETTLED = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private LogPositions() {}

    /** The position that a snapshot names. */
    public static long of(Answer snapshot) {
        return Long.parseLong(snapshot.header("X-Heliograph-Seq"));
    }

    /** The position of a snapshot when everything that was committed before has its number: it stays the same for a while. */
    public static long settled(Supplier<Answer> snapshot) {
        AtomicLong last = new AtomicLong(-1);
        await().during(SETTLED)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    long now = of(snapshot.get());
                    return last.getAndSet(now) == now;
                });
        return last.get();
    }
}
