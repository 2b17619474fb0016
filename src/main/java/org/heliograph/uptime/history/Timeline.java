package org.heliograph.uptime.history;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.uptime.state.TimeRange;

/**
 * What is known of a monitor or a group over time. Within its known time it is up where none of the lists says otherwise. The ranges
 * of all lists together do not overlap; each list is in order. Times are milliseconds since 1970.
 *
 * @param knownFrom the first report, before which it is pending
 * @param knownTo   the time until which it was judged; not before {@code knownFrom}, except where nothing is known
 * @param degraded  of a group: where it is neither up nor down
 * @param unknown   where it was not witnessed
 */
public record Timeline(
        long knownFrom, long knownTo, List<TimeRange> down, List<TimeRange> degraded, List<TimeRange> unknown) {
    private static final Timeline PENDING =
            new Timeline(Long.MAX_VALUE, Long.MIN_VALUE, List.of(), List.of(), List.of());

    public Timeline {
        down = TimeRange.merged(down);
        degraded = TimeRange.merged(degraded);
        unknown = TimeRange.merged(unknown);
    }

    /** Of a monitor or group without any report. */
    public static Timeline pending() {
        return PENDING;
    }

    public boolean isPending() {
        return knownFrom >= knownTo;
    }

    /** The totals of a range, which add up to its length. A group that is degraded is not down: its strategy holds. */
    public UptimeTotals within(TimeRange window) {
        long from = Math.max(window.from(), knownFrom);
        long to = Math.min(window.to(), knownTo);
        if (from >= to) {
            return new UptimeTotals(0, 0, window.length());
        }
        TimeRange known = new TimeRange(from, to);
        long downtime = TimeRange.overlap(down, known);
        long up = known.length() - TimeRange.overlap(unknown, known) - downtime;
        return new UptimeTotals(up, downtime, window.length() - up - downtime);
    }

    /** The first time from another one on that was witnessed; null when there is none. */
    public Long witnessedSince(long from) {
        long time = Math.max(from, knownFrom);
        for (TimeRange range : unknown) {
            if (range.contains(time)) {
                time = range.to();
            }
        }
        return time < knownTo ? time : null;
    }

    /** This timeline until a time, and another one from there on. */
    Timeline until(long time, Timeline later) {
        TimeRange before = new TimeRange(Long.MIN_VALUE, time);
        TimeRange after = new TimeRange(time, Long.MAX_VALUE);
        return new Timeline(
                Math.min(knownFrom, later.knownFrom),
                Math.max(knownTo, later.knownTo),
                joined(TimeRange.clipped(down, before), TimeRange.clipped(later.down, after)),
                joined(TimeRange.clipped(degraded, before), TimeRange.clipped(later.degraded, after)),
                joined(TimeRange.clipped(unknown, before), TimeRange.clipped(later.unknown, after)));
    }

    private static List<TimeRange> joined(List<TimeRange> some, List<TimeRange> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
