package org.heliograph.metric;

/** A metric that the node exposes. */
public interface Metric {
    MetricDefinition definition();
}
