package org.heliograph.uptime.status.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.Measure;
import org.heliograph.uptime.monitor.Strategy;
import org.heliograph.uptime.status.Combination;

/**
 * A point of a history.
 *
 * @param uptime  in percent; null where nothing is known
 * @param customs of the three custom metrics; empty for a group
 */
record Point(Instant start, Double uptime, Measure latency, List<Measure> customs) {
    static Point of(Bucket bucket) {
        return new Point(bucket.start(), bucket.tally().percent(), bucket.latency(), bucket.customs());
    }

    /** What a group makes of its children's points, moment by moment; a child that has none at a moment is left out there. */
    static List<Point> combined(Strategy strategy, List<List<Point>> children) {
        Map<Instant, List<Point>> moments = new TreeMap<>();
        children.forEach(
                points -> points.forEach(point -> moments.computeIfAbsent(point.start(), start -> new ArrayList<>())
                        .add(point)));
        List<Point> combined = new ArrayList<>();
        moments.forEach((start, points) -> combined.add(new Point(
                start,
                Combination.uptime(strategy, points.stream().map(Point::uptime).toList()),
                points.stream().map(Point::latency).reduce(Measure.NONE, Measure::plus),
                List.of())));
        return combined;
    }
}
