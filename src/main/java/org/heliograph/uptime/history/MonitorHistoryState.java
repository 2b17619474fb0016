package org.heliograph.uptime.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.heliograph.uptime.calculation.Tolerance;

/**
 * A monitor as far as its history goes.
 *
 * @param firstPulse null before it
 * @param rolledTo   what came before it is aggregated by the hour
 * @param uptimes    of the windows in {@link UptimeService}, as they were last told; null where nothing is known
 */
public record MonitorHistoryState(
        String id, Tolerance patience, Instant firstPulse, Instant rolledTo, List<Double> uptimes) {
    /** The hour from which raw pulses have to be asked. A monitor that was never aggregated begins with its first pulse. */
    Instant rawFrom() {
        Instant first = firstPulse.truncatedTo(ChronoUnit.HOURS);
        boolean aggregated = rolledTo.equals(rolledTo.truncatedTo(ChronoUnit.HOURS));
        return aggregated && rolledTo.isAfter(first) ? rolledTo : first;
    }

    /** The same, aggregated until then. */
    MonitorHistoryState rolledTo(Instant until) {
        return new MonitorHistoryState(id, patience, firstPulse, until, uptimes);
    }
}
