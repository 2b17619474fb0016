package org.heliograph.uptime.history;

/**
 * The statistics of one measured number within a range of time.
 *
 * @param min null when there is no measurement
 * @param max null when there is no measurement
 */
public record MetricStats(Double min, Double max, double sum, int count) {
    public static final MetricStats NONE = new MetricStats(null, null, 0, 0);

    /** Null when there is no measurement. */
    public Double average() {
        return count == 0 ? null : sum / count;
    }

    /** The statistics of both. */
    public MetricStats plus(MetricStats other) {
        if (count == 0) {
            return other;
        }
        return other.count == 0
                ? this
                : new MetricStats(
                        Math.min(min, other.min), Math.max(max, other.max), sum + other.sum, count + other.count);
    }
}
