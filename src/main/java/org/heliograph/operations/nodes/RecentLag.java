package org.heliograph.operations.nodes;

import java.util.Collection;
import org.heliograph.delivery.DeliveryMetrics;
import org.heliograph.metric.DurationHistogram;

/**
 * How late events were handed to the connections of this node since the last look, from what the histogram of delivery counts anyway: the
 * upper bound of the slowest bucket that has grown. Not thread-safe.
 */
final class RecentLag {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Collection<DurationHistogram.Series> observed;
    private long[] before;

    RecentLag() {
        this(DeliveryMetrics.LAG.series().values());
    }

    RecentLag(Collection<DurationHistogram.Series> observed) {
        this.observed = observed;
        before = counts();
    }

    /** In milliseconds; 0 when nothing was delivered. Beyond the last bound it is that bound. */
    long lookMillis() {
        long[] now = counts();
        double[] bounds = DurationHistogram.upperBounds();
        int slowest = -1;
        for (int bucket = 0; bucket < now.length; bucket++) {
            if (now[bucket] > before[bucket]) {
                slowest = bucket;
            }
        }
        before = now;
        return slowest < 0 ? 0 : Math.round(bounds[Math.min(slowest, bounds.length - 2)] * MILLIS_PER_SECOND);
    }

    private long[] counts() {
        long[] sums = new long[DurationHistogram.upperBounds().length];
        for (DurationHistogram.Series series : observed) {
            long[] counts = series.counts();
            for (int bucket = 0; bucket < sums.length; bucket++) {
                sums[bucket] += counts[bucket];
            }
        }
        return sums;
    }
}
