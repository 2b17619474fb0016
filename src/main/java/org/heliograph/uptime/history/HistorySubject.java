package org.heliograph.uptime.history;

import java.time.Instant;
import java.util.Set;
import org.heliograph.uptime.state.TimeRange;

/**
 * What a history is of: a monitor, or a group.
 *
 * @param monitorIds whose measurements it has
 * @param timeline   from which its uptimes are computed
 * @param rawFrom    from when on it has pulses that are not part of a stored hour
 * @param stored     whether stored hours and days have its uptimes, as those of a monitor have; those of a group are computed from
 *                   the timeline
 * @param now        the end of the history
 */
public record HistorySubject(Set<String> monitorIds, Timeline timeline, Instant rawFrom, boolean stored, Instant now) {
    /** The totals of a bucket. @param known the stored ones */
    UptimeTotals totals(UptimeTotals known, Instant start, Instant end) {
        if (!stored || !start.isBefore(rawFrom)) {
            return timeline.within(TimeRange.of(start, end));
        }
        return end.isAfter(rawFrom) ? known.plus(timeline.within(TimeRange.of(rawFrom, end))) : known;
    }
}
