package org.heliograph.uptime.history;

/** What was measured of one number within a stretch of time; least and most are null when it was not measured. */
public record MetricStats(Double min, Double max, double sum, int count) {
    public static final MetricStats NONE = new MetricStats(null, null, 0, 0);

    /** Null when it was not measured. */
    public Double average() {
        return count == 0 ? null : sum / count;
    }

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
