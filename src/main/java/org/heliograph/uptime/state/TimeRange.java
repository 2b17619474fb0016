package org.heliograph.uptime.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A range of time from its start to before its end, in milliseconds since 1970. */
public record TimeRange(long from, long to) {
    public TimeRange {
        if (to < from) {
            throw new IllegalArgumentException("the end is before the start: " + from + " to " + to);
        }
    }

    public static TimeRange of(Instant from, Instant to) {
        return new TimeRange(from.toEpochMilli(), to.toEpochMilli());
    }

    public long length() {
        return to - from;
    }

    /** Whether a time lies within. */
    public boolean contains(long time) {
        return from <= time && time < to;
    }

    /** How many milliseconds of it lie within another range. */
    public long overlap(TimeRange other) {
        return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }

    /** How many milliseconds of some ranges, which do not overlap one another, lie within another range. */
    public static long overlap(List<TimeRange> ranges, TimeRange window) {
        long sum = 0;
        for (TimeRange range : ranges) {
            sum += range.overlap(window);
        }
        return sum;
    }

    /** The parts of some ranges that lie within a window. */
    public static List<TimeRange> clipped(List<TimeRange> ranges, TimeRange window) {
        return ranges.stream()
                .filter(range -> range.overlap(window) > 0)
                .map(range -> new TimeRange(Math.max(range.from, window.from), Math.min(range.to, window.to)))
                .toList();
    }

    /** The same time in as few ranges as possible, in order; empty ones are left out. */
    public static List<TimeRange> merged(List<TimeRange> ranges) {
        List<TimeRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(TimeRange::from));
        List<TimeRange> merged = new ArrayList<>();
        for (TimeRange range : sorted) {
            if (range.length() == 0) {
                continue;
            }
            TimeRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || range.from > last.to) {
                merged.add(range);
            } else if (range.to > last.to) {
                merged.set(merged.size() - 1, new TimeRange(last.from, range.to));
            }
        }
        return merged;
    }

    /** At most so many ranges that contain all of others, and what is between those that share one. @param ranges in order */
    public static List<TimeRange> covering(List<TimeRange> ranges, int most) {
        int size = (ranges.size() + most - 1) / most;
        List<TimeRange> covering = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i += size) {
            TimeRange last = ranges.get(Math.min(i + size, ranges.size()) - 1);
            covering.add(new TimeRange(ranges.get(i).from, last.to));
        }
        return covering;
    }

    /** The parts of it outside of other ranges, in order. @param others as {@link #merged} returns them */
    public List<TimeRange> without(List<TimeRange> others) {
        List<TimeRange> left = new ArrayList<>();
        long at = from;
        for (TimeRange other : others) {
            if (other.to <= at || other.from >= to) {
                continue;
            }
            if (other.from > at) {
                left.add(new TimeRange(at, other.from));
            }
            at = other.to;
        }
        if (at < to) {
            left.add(new TimeRange(at, to));
        }
        return left;
    }
}
