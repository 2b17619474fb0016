package org.heliograph.uptime.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the database makes of a monitor's pulses: the gaps between neighbours in time, however they arrived. */
public final class Pulses {
    private Pulses() {}

    public static Coverage coverage(Patience patience, List<Span> absences, long now, LongStream arrived) {
        long[] pulses = arrived.sorted().toArray();
        if (pulses.length == 0) {
            return Coverage.unknown();
        }
        List<Span> gaps = new ArrayList<>();
        for (int i = 0; i < pulses.length; i++) {
            long next = i + 1 < pulses.length ? pulses[i + 1] : now;
            if (next - pulses[i] > patience.afterPulse()) {
                gaps.add(new Span(pulses[i], next));
            }
        }
        return new Coverage(pulses[0], now, gaps, absences, patience);
    }
}
