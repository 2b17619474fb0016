package org.heliograph.uptime.calculation;

import java.util.ArrayList;
import java.util.List;

/**
 * When a monitor was up and when down, judged by the gaps between its pulses. A gap is no longer than {@link Tolerance} allows, or
 * it is downtime from the moment at which the next pulse was due. What the server itself did not witness is cut out of a gap, and
 * the pieces are judged one by one: a monitor that was not down before has time to be heard again.
 */
public final class UptimeCalculator {
    private final long known;
    private final long now;
    private final List<TimeRange> absences;
    private final List<TimeRange> down = new ArrayList<>();

    /**
     * @param known    when the first pulse came; before it nothing is known
     * @param now      the end of all knowledge
     * @param gaps     the gaps between consecutive pulses, the last of them open until now; those shorter than
     *                 {@link Tolerance#afterPulse()} may be left out
     * @param absences when the server itself was not there
     */
    public UptimeCalculator(long known, long now, List<TimeRange> gaps, List<TimeRange> absences, Tolerance patience) {
        this.known = known;
        this.now = now;
        this.absences = TimeRange.merged(absences);
        gaps.forEach(gap -> judge(gap, patience));
    }

    /** Nothing is known of a monitor that never had a pulse. */
    public static UptimeCalculator unknown() {
        return new UptimeCalculator(Long.MAX_VALUE, Long.MIN_VALUE, List.of(), List.of(), new Tolerance(0, 0, 0));
    }

    private void judge(TimeRange gap, Tolerance patience) {
        boolean wasDown = false;
        for (TimeRange piece : gap.without(absences)) {
            if (wasDown) {
                down.add(piece);
                continue;
            }
            long due = piece.from() == gap.from() ? patience.interval() : patience.awaited();
            if (piece.length() > due + patience.looks()) {
                down.add(new TimeRange(piece.from() + due, piece.to()));
                wasDown = true;
            }
        }
    }

    /** What is known of a window; its parts add up to its length. */
    public UptimeTotals within(TimeRange window) {
        long from = Math.max(window.from(), known);
        long to = Math.min(window.to(), now);
        if (from >= to) {
            return new UptimeTotals(0, 0, window.length());
        }
        TimeRange witnessed = new TimeRange(from, to);
        long absent = TimeRange.overlap(absences, witnessed);
        long lost = TimeRange.overlap(down, witnessed);
        long up = witnessed.length() - absent - lost;
        return new UptimeTotals(up, lost, window.length() - up - lost);
    }
}
