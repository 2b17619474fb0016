package org.heliograph.operations.inspection;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** What a node has counted in each step of the last hour. Thread-safe. */
final class RateHistory {
    /** An hour of steps of ten seconds. */
    static final int CAPACITY = 360;

    private final List<String> counters;
    private final Deque<Point> points = new ArrayDeque<>();
    private long[] before;

    /** @param counts within the step, in the order of the counters */
    private record Point(Instant at, long[] counts, int sockets) {}

    /** @param counters their names */
    RateHistory(List<String> counters) {
        this.counters = counters;
    }

    /** Ends a step. @param totals since the start of the node, in the order of the counters */
    synchronized void record(Instant now, long[] totals, int sockets) {
        if (before != null) {
            long[] counts = new long[totals.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = totals[i] - before[i];
            }
            if (points.size() == CAPACITY) {
                points.removeFirst();
            }
            points.addLast(new Point(now, counts, sockets));
        }
        before = totals.clone();
    }

    /** The points after a moment, oldest first: {@code at} with a number for each counter, and {@code sockets}. */
    synchronized JsonArray since(Instant moment) {
        JsonArrayBuilder rows = JsonText.array();
        for (Point point : points) {
            if (point.at().isAfter(moment)) {
                JsonObjectBuilder row = JsonText.object().add("at", Timestamps.format(point.at()));
                for (int i = 0; i < counters.size(); i++) {
                    row.add(counters.get(i), point.counts()[i]);
                }
                rows.add(row.add("sockets", point.sockets()));
            }
        }
        return rows.build();
    }
}
