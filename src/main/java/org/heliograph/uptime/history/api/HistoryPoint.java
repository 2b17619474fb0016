package org.heliograph.uptime.history.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.status.GroupUptime;

/**
 * A point of a history.
 *
 * @param uptime  in percent; null where nothing is known
 * @param customs of the three custom metrics; empty for a group
 */
record HistoryPoint(Instant start, Double uptime, MetricStats latency, List<MetricStats> customs) {
    static HistoryPoint of(Bucket bucket) {
        return new HistoryPoint(bucket.start(), bucket.tally().percent(), bucket.latency(), bucket.customs());
    }

    /** What a group makes of its children's points, moment by moment; a child that has none at a moment is left out there. */
    static List<HistoryPoint> combined(GroupStrategy strategy, List<List<HistoryPoint>> children) {
        Map<Instant, List<HistoryPoint>> moments = new TreeMap<>();
        children.forEach(
                points -> points.forEach(point -> moments.computeIfAbsent(point.start(), start -> new ArrayList<>())
                        .add(point)));
        List<HistoryPoint> combined = new ArrayList<>();
        moments.forEach((start, points) -> combined.add(new HistoryPoint(
                start,
                GroupUptime.uptime(
                        strategy, points.stream().map(HistoryPoint::uptime).toList()),
                points.stream().map(HistoryPoint::latency).reduce(MetricStats.NONE, MetricStats::plus),
                List.of())));
        return combined;
    }
}
