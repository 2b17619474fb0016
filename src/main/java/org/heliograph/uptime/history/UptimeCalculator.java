package org.heliograph.uptime.history;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.DownRule;
import org.heliograph.uptime.state.TimeRange;

/** Computes when a monitor was up and when it was down, from the silences between its reports, by the {@link DownRule}. */
public final class UptimeCalculator {
    /**
     * A time from a report until the next one, or until now.
     *
     * @param failed whether the report at its start was that of a failure
     */
    public record Silence(TimeRange range, boolean failed) {
        boolean matters(CheckSettings settings) {
            return failed || range.length() > settings.tolerance();
        }
    }

    private final Timeline timeline;

    /**
     * @param knownFrom the time of the first report, before which nothing is known
     * @param now       the time after which nothing is known
     * @param silences  all of the range of interest; after pulses, those of at most {@link CheckSettings#tolerance()} that no outage
     *                  of the server touches may be left out
     * @param outages   of the server
     */
    public UptimeCalculator(
            long knownFrom, long now, List<Silence> silences, List<TimeRange> outages, CheckSettings settings) {
        List<TimeRange> merged = TimeRange.merged(outages);
        List<TimeRange> down = new ArrayList<>();
        List<TimeRange> unknown = new ArrayList<>(merged);
        for (Silence silence : silences) {
            DownRule.Verdict verdict = DownRule.judge(silence.range(), silence.failed(), merged, settings);
            down.addAll(verdict.down());
            unknown.addAll(verdict.unknown());
        }
        timeline = new Timeline(knownFrom, now, down, List.of(), unknown);
    }

    private UptimeCalculator(Timeline timeline) {
        this.timeline = timeline;
    }

    /** For a monitor without reports: nothing is known of any time. */
    public static UptimeCalculator unknown() {
        return new UptimeCalculator(Timeline.pending());
    }

    public Timeline timeline() {
        return timeline;
    }

    /** The totals of a range, which add up to its length. */
    public UptimeTotals within(TimeRange window) {
        return timeline.within(window);
    }
}
