package org.heliograph.metric;

/** The type of a metric, as Prometheus defines it. */
public enum MetricType {
    /** Only rises, from 0 at the start of the node. */
    COUNTER,
    /** A present value. */
    GAUGE,
    /** Counts of observations in buckets, with their sum. */
    HISTOGRAM
}
