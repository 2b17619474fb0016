package org.heliograph.uptime.calculation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the database makes of a monitor's pulses: the gaps between neighbours in time, however they arrived. */
public final class Pulses {
    private Pulses() {}

    public static UptimeCalculator coverage(
            Tolerance patience, List<TimeRange> absences, long now, LongStream arrived) {
        long[] pulses = arrived.sorted().toArray();
        if (pulses.length == 0) {
            return UptimeCalculator.unknown();
        }
        List<TimeRange> gaps = new ArrayList<>();
        for (int i = 0; i < pulses.length; i++) {
            long next = i + 1 < pulses.length ? pulses[i + 1] : now;
            if (next - pulses[i] > patience.afterPulse()) {
                gaps.add(new TimeRange(pulses[i], next));
            }
        }
        return new UptimeCalculator(pulses[0], now, gaps, absences, patience);
    }
}
