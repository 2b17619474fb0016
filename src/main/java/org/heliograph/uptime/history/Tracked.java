package org.heliograph.uptime.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.heliograph.uptime.coverage.Patience;

/**
 * A monitor as far as its history goes.
 *
 * @param firstPulse null before it
 * @param rolledTo   what came before it is aggregated by the hour
 * @param uptimes    of the windows in {@link Uptimes}, as they were last told; null where nothing is known
 */
public record Tracked(String id, Patience patience, Instant firstPulse, Instant rolledTo, List<Double> uptimes) {
    /** The hour from which raw pulses have to be asked. A monitor that was never aggregated begins with its first pulse. */
    Instant rawFrom() {
        Instant first = firstPulse.truncatedTo(ChronoUnit.HOURS);
        boolean aggregated = rolledTo.equals(rolledTo.truncatedTo(ChronoUnit.HOURS));
        return aggregated && rolledTo.isAfter(first) ? rolledTo : first;
    }

    /** The same, aggregated until then. */
    Tracked rolledTo(Instant until) {
        return new Tracked(id, patience, firstPulse, until, uptimes);
    }
}
