package org.heliograph.operations.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.metric.DurationHistogram;
import org.heliograph.metric.MetricDefinition;

/** Reads a histogram of the application for Prometheus. Micrometer's own timers cost more than a frame may. */
record HistogramCollector(DurationHistogram histogram) implements Collector {
    @Override
    public String getPrometheusName() {
        return histogram.definition().name();
    }

    @Override
    public MetricSnapshot collect() {
        MetricDefinition definition = histogram.definition();
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(definition.name()).help(definition.meaning());
        histogram
                .series()
                .forEach((value, series) -> snapshot.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(Labels.of(definition.label(), value))
                        .classicHistogramBuckets(buckets(series))
                        .sum(series.sumSeconds())
                        .build()));
        return snapshot.build();
    }

    private static ClassicHistogramBuckets buckets(DurationHistogram.Series series) {
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        double[] upper = DurationHistogram.upperBounds();
        long[] numbers = series.counts();
        for (int bucket = 0; bucket < upper.length; bucket++) {
            bounds.add(upper[bucket]);
            counts.add(numbers[bucket]);
        }
        return ClassicHistogramBuckets.of(bounds, counts);
    }
}
