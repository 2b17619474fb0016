package org.heliograph.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, for each value of a label, in fixed buckets. Observing takes no lock and makes no object. */
public final class DurationHistogram implements Metric {
    /** The upper bounds of the buckets in milliseconds; beyond the last one is another bucket. */
    private static final long[] BOUNDS_MILLIS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000
    };

    private static final double MILLIS_PER_SECOND = 1_000;

    private final MetricDefinition definition;
    private final Map<String, Series> series;

    /** @param values of the label */
    public DurationHistogram(String name, String label, List<String> values, String meaning) {
        definition = MetricDefinition.histogram(name, label, meaning);
        Map<String, Series> all = new LinkedHashMap<>();
        values.forEach(value -> all.put(value, new Series()));
        all.put(CounterFamily.OTHER, new Series());
        series = Collections.unmodifiableMap(all);
    }

    /** The observations of one value of the label. */
    public static final class Series {
        private final LongAdder[] counts = new LongAdder[BOUNDS_MILLIS.length + 1];
        private final LongAdder sumMillis = new LongAdder();

        private Series() {
            for (int bucket = 0; bucket < counts.length; bucket++) {
                counts[bucket] = new LongAdder();
            }
        }

        /** @param millis less than nothing, by clocks that differ, counts as nothing */
        public void observe(long millis) {
            long duration = Math.max(0, millis);
            int bucket = 0;
            while (bucket < BOUNDS_MILLIS.length && duration > BOUNDS_MILLIS[bucket]) {
                bucket++;
            }
            counts[bucket].increment();
            sumMillis.add(duration);
        }

        /** The number of observations in each bucket, the last one without an upper bound. */
        public long[] counts() {
            long[] numbers = new long[counts.length];
            for (int bucket = 0; bucket < counts.length; bucket++) {
                numbers[bucket] = counts[bucket].sum();
            }
            return numbers;
        }

        /** The sum of all observations. */
        public double sumSeconds() {
            return sumMillis.sum() / MILLIS_PER_SECOND;
        }
    }

    /** The upper bounds of the buckets in seconds, the last one infinite. */
    public static double[] upperBounds() {
        double[] bounds = new double[BOUNDS_MILLIS.length + 1];
        for (int bucket = 0; bucket < BOUNDS_MILLIS.length; bucket++) {
            bounds[bucket] = BOUNDS_MILLIS[bucket] / MILLIS_PER_SECOND;
        }
        bounds[BOUNDS_MILLIS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    @Override
    public MetricDefinition definition() {
        return definition;
    }

    /** The observations of a value of the label. */
    public Series of(String value) {
        Series found = series.get(value);
        return found == null ? series.get(CounterFamily.OTHER) : found;
    }

    /** All of them, by the value of the label. */
    public Map<String, Series> series() {
        return series;
    }
}
