package org.heliograph.uptime.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * Since when the windows of uptimes were witnessed.
 *
 * @param outages of the server within the longest window, merged
 */
record WitnessedTime(Instant now, List<TimeRange> outages) {
    /** A part of a window at its beginning that is too small to be worth a word. */
    private static final double NEGLIGIBLE = 0.01;

    /**
     * For each {@link UptimeWindow}, when the witnessed time in it begins; null when it was witnessed from its start, or not at all.
     *
     * @param first the first time that was witnessed; null when that was before all windows
     */
    List<Instant> since(Instant first) {
        List<Instant> since = new ArrayList<>();
        for (UptimeWindow window : UptimeWindow.values()) {
            Instant start = now.minus(window.length());
            long time = first == null || first.isBefore(start) ? start.toEpochMilli() : first.toEpochMilli();
            for (TimeRange outage : outages) {
                time = outage.contains(time) ? outage.to() : time;
            }
            boolean isLater = time - start.toEpochMilli() > window.length().toMillis() * NEGLIGIBLE;
            since.add(isLater && time < now.toEpochMilli() ? Instant.ofEpochMilli(time) : null);
        }
        return since;
    }

    /** For what has never been witnessed. */
    static List<Instant> never() {
        return Collections.nCopies(UptimeWindow.values().length, null);
    }
}
