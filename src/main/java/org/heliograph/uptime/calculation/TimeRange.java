package org.heliograph.uptime.calculation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of time, its end not included, in milliseconds since 1970. */
public record TimeRange(long from, long to) {
    public TimeRange {
        if (to < from) {
            throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
        }
    }

    public static TimeRange of(Instant from, Instant to) {
        return new TimeRange(from.toEpochMilli(), to.toEpochMilli());
    }

    public long length() {
        return to - from;
    }

    /** How much of it lies within another. */
    public long overlap(TimeRange other) {
        return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }

    /** How much of some spans, none of which overlap, lies within one. */
    static long overlap(List<TimeRange> spans, TimeRange window) {
        long sum = 0;
        for (TimeRange span : spans) {
            sum += span.overlap(window);
        }
        return sum;
    }

    /** The same time in the fewest spans, in order. */
    static List<TimeRange> merged(List<TimeRange> spans) {
        List<TimeRange> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(TimeRange::from));
        List<TimeRange> merged = new ArrayList<>();
        for (TimeRange span : sorted) {
            TimeRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span.from > last.to) {
                merged.add(span);
            } else if (span.to > last.to) {
                merged.set(merged.size() - 1, new TimeRange(last.from, span.to));
            }
        }
        return merged;
    }

    /** What is left of it without some spans, which are merged; in order. */
    List<TimeRange> without(List<TimeRange> others) {
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
