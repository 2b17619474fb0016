package org.heliograph.uptime.history;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.uptime.state.CheckSettings;

/**
 * Computes when a monitor was up and when it was down from the gaps between its pulses. A gap longer than
 * {@link CheckSettings#tolerance()} is downtime from the time at which the next pulse was due; a shorter gap is uptime. Outages of
 * the server are cut out of a gap, and each remaining piece is judged by itself: after an outage, a monitor that was not down
 * before it has time to send a pulse.
 */
public final class UptimeCalculator {
    private final long knownFrom;
    private final long now;
    private final List<TimeRange> outages;
    private final List<TimeRange> down = new ArrayList<>();

    /**
     * @param knownFrom the time of the first pulse, before which nothing is known
     * @param now       the time after which nothing is known
     * @param gaps      between consecutive pulses, the last of them from the last pulse until now; gaps of at most
     *                  {@link CheckSettings#tolerance()} may be left out
     * @param outages   of the server
     */
    public UptimeCalculator(
            long knownFrom, long now, List<TimeRange> gaps, List<TimeRange> outages, CheckSettings settings) {
        this.knownFrom = knownFrom;
        this.now = now;
        this.outages = TimeRange.merged(outages);
        gaps.forEach(gap -> judge(gap, settings));
    }

    /** For a monitor without pulses: nothing is known of any time. */
    public static UptimeCalculator unknown() {
        return new UptimeCalculator(
                Long.MAX_VALUE, Long.MIN_VALUE, List.of(), List.of(), new CheckSettings(0, 0, 0, 0, 0));
    }

    private void judge(TimeRange gap, CheckSettings settings) {
        boolean wasDown = false;
        for (TimeRange piece : gap.without(outages)) {
            if (wasDown) {
                down.add(piece);
                continue;
            }
            long due = piece.from() == gap.from() ? settings.interval() : settings.resumption();
            if (piece.length() > due + settings.checks()) {
                down.add(new TimeRange(piece.from() + due, piece.to()));
                wasDown = true;
            }
        }
    }

    /** The totals of a range, which add up to its length. */
    public UptimeTotals within(TimeRange window) {
        long from = Math.max(window.from(), knownFrom);
        long to = Math.min(window.to(), now);
        if (from >= to) {
            return new UptimeTotals(0, 0, window.length());
        }
        TimeRange known = new TimeRange(from, to);
        long unavailable = TimeRange.overlap(outages, known);
        long downtime = TimeRange.overlap(down, known);
        long up = known.length() - unavailable - downtime;
        return new UptimeTotals(up, downtime, window.length() - up - downtime);
    }
}
