package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.TimeRange;
import org.junit.jupiter.api.Test;

/** Interval 60 s, one retry, a check every 5 s, a minute of grace; times in seconds. */
class UptimeCalculatorTest {
    private static final CheckSettings SETTINGS = new CheckSettings(60_000, 1, 0, 5_000, 60_000);

    private final List<TimeRange> outages = new ArrayList<>();

    @Test
    void monitorWithPulsesInTimeIsUp() {
        assertThat(totals(0, 180, 0, 60, 120)).isEqualTo(seconds(180, 0, 0));
    }

    @Test
    void latePulseIsToleratedForTheTimeOfTheChecks() {
        assertThat(totals(0, 70, 0, 70)).isEqualTo(seconds(70, 0, 0));
    }

    @Test
    void longerGapIsDowntimeFromWhenThePulseWasDue() {
        assertThat(totals(0, 100, 0, 100)).isEqualTo(seconds(60, 40, 0));
    }

    @Test
    void timeAfterTheLastPulseIsJudgedLikeAGap() {
        assertThat(totals(0, 70, 0)).isEqualTo(seconds(70, 0, 0));
        assertThat(totals(0, 71, 0)).isEqualTo(seconds(60, 11, 0));
    }

    @Test
    void timeBeforeTheFirstPulseIsUnknown() {
        assertThat(totals(0, 200, 150)).isEqualTo(seconds(50, 0, 150));
    }

    @Test
    void monitorWithoutPulsesIsUnknown() {
        assertThat(UptimeCalculator.unknown().within(range(0, 100))).isEqualTo(seconds(0, 0, 100));
    }

    @Test
    void pulseThatArrivesLaterRemovesTheDowntime() {
        assertThat(totals(0, 120, 0, 120)).isEqualTo(seconds(60, 60, 0));
        assertThat(totals(0, 120, 0, 120, 60)).isEqualTo(seconds(120, 0, 0));
    }

    @Test
    void outageOfTheServerIsUnknown() {
        outages.add(range(30, 300));

        assertThat(totals(0, 340, 0, 320)).isEqualTo(seconds(50, 0, 290));
    }

    @Test
    void outageOfTheServerDoesNotEndDowntime() {
        outages.add(range(200, 300));

        assertThat(totals(0, 310, 0, 310)).isEqualTo(seconds(60, 150, 100));
    }

    @Test
    void afterAnOutageOfTheServerThePulseHasAMinuteThatIsUnknown() {
        outages.add(range(30, 300));

        assertThat(totals(0, 370, 0)).isEqualTo(seconds(30, 0, 340));
        assertThat(totals(0, 371, 0)).isEqualTo(seconds(30, 11, 330));
    }

    @Test
    void onlyTheDowntimeWithinTheRangeCounts() {
        assertThat(totals(500, 600, 0, 1_000)).isEqualTo(seconds(0, 100, 0));
    }

    @Test
    void percentIsRoundedButNeverToTheEnds() {
        assertThat(new UptimeTotals(1_000_000_000, 1, 0).percent()).isEqualTo(99.999);
        assertThat(new UptimeTotals(1, 1_000_000_000, 0).percent()).isEqualTo(0.001);
        assertThat(new UptimeTotals(2, 1, 5).percent()).isEqualTo(66.667);
        assertThat(new UptimeTotals(7, 0, 5).percent()).isEqualTo(100);
        assertThat(new UptimeTotals(0, 7, 5).percent()).isEqualTo(0);
        assertThat(new UptimeTotals(0, 0, 5).percent()).isNull();
    }

    /** The totals of a range, with pulses in the order in which they arrived. */
    private UptimeTotals totals(long from, long to, long... pulses) {
        long now = Math.max(to, java.util.Arrays.stream(pulses).max().orElse(0));
        return PulseGaps.calculator(
                        SETTINGS,
                        outages,
                        now * 1000,
                        java.util.Arrays.stream(pulses).map(at -> at * 1000))
                .within(range(from, to));
    }

    private static TimeRange range(long from, long to) {
        return new TimeRange(from * 1000, to * 1000);
    }

    private static UptimeTotals seconds(long up, long down, long unknown) {
        return new UptimeTotals(up * 1000, down * 1000, unknown * 1000);
    }
}
