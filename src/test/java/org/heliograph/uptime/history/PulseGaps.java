package org.heliograph.uptime.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.heliograph.uptime.state.CheckSettings;

/** Computes the gaps between pulses in memory, as the database does, in whatever order the pulses arrived. */
public final class PulseGaps {
    private PulseGaps() {}

    public static UptimeCalculator calculator(
            CheckSettings settings, List<TimeRange> outages, long now, LongStream arrived) {
        long[] pulses = arrived.sorted().toArray();
        if (pulses.length == 0) {
            return UptimeCalculator.unknown();
        }
        List<TimeRange> gaps = new ArrayList<>();
        for (int i = 0; i < pulses.length; i++) {
            long next = i + 1 < pulses.length ? pulses[i + 1] : now;
            if (next - pulses[i] > settings.tolerance()) {
                gaps.add(new TimeRange(pulses[i], next));
            }
        }
        return new UptimeCalculator(pulses[0], now, gaps, outages, settings);
    }
}
