package org.heliograph.metric;

/** A metric that the node exposes: what the catalogue, which documents them all, needs to know of each. */
public interface Metric {
    MetricDefinition definition();
}
