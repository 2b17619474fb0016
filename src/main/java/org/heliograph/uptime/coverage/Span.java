package org.heliograph.uptime.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of time, its end not included, in milliseconds since 1970. */
public record Span(long from, long to) {
    public Span {
        if (to < from) {
            throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
        }
    }

    public static Span of(Instant from, Instant to) {
        return new Span(from.toEpochMilli(), to.toEpochMilli());
    }

    public long length() {
        return to - from;
    }

    /** How much of it lies within another. */
    public long overlap(Span other) {
        return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }

    /** How much of some spans, none of which overlap, lies within one. */
    static long overlap(List<Span> spans, Span window) {
        long sum = 0;
        for (Span span : spans) {
            sum += span.overlap(window);
        }
        return sum;
    }

    /** The same time in the fewest spans, in order. */
    static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || span.from > last.to) {
                merged.add(span);
            } else if (span.to > last.to) {
                merged.set(merged.size() - 1, new Span(last.from, span.to));
            }
        }
        return merged;
    }

    /** What is left of it without some spans, which are merged; in order. */
    List<Span> without(List<Span> others) {
        List<Span> left = new ArrayList<>();
        long at = from;
        for (Span other : others) {
            if (other.to <= at || other.from >= to) {
                continue;
            }
            if (other.from > at) {
                left.add(new Span(at, other.from));
            }
            at = other.to;
        }
        if (at < to) {
            left.add(new Span(at, to));
        }
        return left;
    }
}
