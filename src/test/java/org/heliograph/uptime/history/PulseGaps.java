package org.heliograph.uptime.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.heliograph.uptime.history.UptimeCalculator.Silence;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.TimeRange;

/** Computes the silences between pulses in memory, as the database does, in whatever order the pulses arrived. */
public final class PulseGaps {
    private PulseGaps() {}

    public static UptimeCalculator calculator(
            CheckSettings settings, List<TimeRange> outages, long now, LongStream arrived) {
        return calculator(settings, outages, now, arrived, Set.of());
    }

    /** @param failures those of the reports that say that the service has failed */
    public static UptimeCalculator calculator(
            CheckSettings settings, List<TimeRange> outages, long now, LongStream arrived, Set<Long> failures) {
        long[] pulses = arrived.sorted().toArray();
        if (pulses.length == 0) {
            return UptimeCalculator.unknown();
        }
        List<Silence> silences = new ArrayList<>();
        for (int i = 0; i < pulses.length; i++) {
            long next = i + 1 < pulses.length ? pulses[i + 1] : Math.max(now, pulses[i]);
            silences.add(new Silence(new TimeRange(pulses[i], next), failures.contains(pulses[i])));
        }
        return new UptimeCalculator(pulses[0], now, silences, outages, settings);
    }
}
