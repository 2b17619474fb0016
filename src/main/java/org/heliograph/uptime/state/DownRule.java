package org.heliograph.uptime.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The one rule of what a silence means, from which states, events, downtimes, histories and uptimes follow.
 *
 * <ul>
 *   <li>After a pulse, a silence of at most {@link CheckSettings#tolerance()} is uptime. A longer one is downtime from the time at
 *       which the next pulse was due, one interval after the last.
 *   <li>After the report of a failure, all silence is downtime, until the next pulse.
 *   <li>An outage of the server is unknown. So is the time after it until the next report: nobody has seen the monitor since. A
 *       silence after it that is longer than {@link CheckSettings#resumption()} and the checks is downtime from the end of the former.
 *   <li>A monitor that was down before an outage is down after it.
 * </ul>
 */
public final class DownRule {
    /**
     * What a silence was, besides uptime. No two ranges overlap. Outages of the server are in neither list.
     *
     * @param downSince when the downtime began that lasts at its end, in milliseconds since 1970; null when the monitor is not down
     * @param down      in order
     * @param unknown   after outages of the server, in order
     */
    public record Verdict(Long downSince, List<TimeRange> down, List<TimeRange> unknown) {
        /** Whether a monitor whose silence lasts is down at its end. */
        public boolean isDown() {
            return downSince != null;
        }
    }

    private DownRule() {}

    /**
     * Judges a silence.
     *
     * @param silence from a report until the next one, or until now
     * @param failed  whether the report at its start was that of a failure
     * @param outages of the server, as {@link TimeRange#merged} returns them; those outside of the silence have no effect
     */
    public static Verdict judge(TimeRange silence, boolean failed, List<TimeRange> outages, CheckSettings settings) {
        List<TimeRange> down = new ArrayList<>();
        List<TimeRange> unknown = new ArrayList<>();
        Long downSince = failed ? silence.from() : null;
        for (TimeRange piece : silence.without(outages)) {
            if (downSince != null) {
                down.add(piece);
                continue;
            }
            boolean afterOutage = piece.from() != silence.from();
            long due = piece.from() + (afterOutage ? settings.resumption() : settings.interval());
            boolean tooLong = piece.to() > due + settings.checks();
            if (afterOutage) {
                unknown.add(new TimeRange(piece.from(), tooLong ? due : piece.to()));
            }
            if (tooLong) {
                down.add(new TimeRange(due, piece.to()));
                downSince = due;
            }
        }
        return new Verdict(downSince, down, unknown);
    }
}
