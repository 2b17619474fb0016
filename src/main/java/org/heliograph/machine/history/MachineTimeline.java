package org.heliograph.machine.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.heliograph.machine.MachineStatus;

/**
 * The statuses of a machine over a time, in order and without gaps between them. What was not witnessed is {@link #UNKNOWN}: the time
 * before the first known status, and that of an outage of the server.
 */
record MachineTimeline(List<Segment> segments) {
    /** In place of a status. */
    static final String UNKNOWN = "unknown";

    private static final String ONLINE = MachineStatus.ONLINE.text();
    private static final String OFFLINE = MachineStatus.OFFLINE.text();

    /** A status from one time to another. */
    record Segment(Instant from, Instant until, String status) {
        private boolean isEmpty() {
            return !from.isBefore(until);
        }
    }

    /** A status that began at a time. */
    record Change(Instant at, String status) {}

    /** A time in which no server was there. */
    record Outage(Instant from, Instant until) {}

    /**
     * @param changes in order of time; those from before the start say what the status was then
     * @param outages in order of time
     */
    static MachineTimeline of(Instant from, Instant until, List<Change> changes, List<Outage> outages) {
        List<Segment> statuses = new ArrayList<>();
        Instant reached = from;
        String status = UNKNOWN;
        for (Change change : changes) {
            Instant at = later(reached, earlier(change.at(), until));
            add(statuses, new Segment(reached, at, status));
            reached = at;
            status = change.status();
        }
        add(statuses, new Segment(reached, until, status));
        return new MachineTimeline(List.copyOf(without(statuses, outages)));
    }

    private static List<Segment> without(List<Segment> statuses, List<Outage> outages) {
        List<Segment> all = new ArrayList<>();
        for (Segment segment : statuses) {
            Instant reached = segment.from();
            for (Outage outage : outages) {
                Instant begin = later(reached, earlier(outage.from(), segment.until()));
                Instant end = later(begin, earlier(outage.until(), segment.until()));
                if (begin.isBefore(end)) {
                    add(all, new Segment(reached, begin, segment.status()));
                    add(all, new Segment(begin, end, UNKNOWN));
                    reached = end;
                }
            }
            add(all, new Segment(reached, segment.until(), segment.status()));
        }
        return all;
    }

    /** Adds a segment, or extends the last one when it has the same status. */
    private static void add(List<Segment> all, Segment next) {
        Segment last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (next.isEmpty()) {
            return;
        }
        if (last != null && last.status().equals(next.status())) {
            all.set(all.size() - 1, new Segment(last.from(), next.until(), last.status()));
        } else {
            all.add(next);
        }
    }

    /** The share of the time in which it was online, of that in which it was known to be online or offline; empty when there is none. */
    OptionalDouble availability() {
        long online = millis(ONLINE);
        long known = online + millis(OFFLINE);
        return known == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) online / known);
    }

    private long millis(String status) {
        return segments.stream()
                .filter(segment -> segment.status().equals(status))
                .mapToLong(segment ->
                        Duration.between(segment.from(), segment.until()).toMillis())
                .sum();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
