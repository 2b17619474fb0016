package org.heliograph.uptime.state;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A row of {@code monitor_state}: what pulses, checks and the aggregation have made of a monitor.
 *
 * @param status     {@code pending} until the first pulse, then {@code up} or {@code down}
 * @param firstPulse null before it
 * @param lastPulse  the newest pulse by its own time, whenever it arrived; null before the first
 * @param latency    of the newest pulse, in milliseconds; null before the first
 * @param metrics    the newest value of each custom metric; null where there is none
 * @param misses     checks in a row that found the last pulse too old
 * @param downCount  missed checks since the monitor went down, the one that took it down included
 * @param checkedAt  the last check
 * @param rolledTo   pulses before this time are aggregated by the hour
 * @param uptimes    in percent, for each {@link UptimeWindow}; null where nothing is known
 */
public record MonitorState(
        String monitorId,
        String status,
        Instant firstPulse,
        Instant lastPulse,
        Double latency,
        List<Double> metrics,
        int misses,
        int downCount,
        Instant checkedAt,
        Instant rolledTo,
        List<Double> uptimes) {
    public static final String PENDING = "pending";
    public static final String UP = "up";
    public static final String DOWN = "down";

    /** What a check has found that may have to be published. */
    public enum Transition {
        NONE,
        /** The monitor went down. */
        DOWN,
        /** The monitor is still down, and a reminder is due. */
        STILL_DOWN
    }

    /** The state of a monitor without pulses that was never checked. */
    public static MonitorState pending(String monitorId) {
        return new MonitorState(
                monitorId,
                PENDING,
                null,
                null,
                null,
                Pulse.NO_METRICS,
                0,
                0,
                null,
                null,
                Collections.nCopies(UptimeWindow.values().length, null));
    }

    /** The state after a pulse. A pulse older than the settings tolerate does not bring a monitor up again. */
    public MonitorState afterPulse(Pulse pulse, CheckSettings settings, Instant now) {
        Instant at = pulse.at();
        boolean newest = lastPulse == null || !at.isBefore(lastPulse);
        boolean recovers = isDown() && !at.isBefore(now.minusMillis(settings.tolerance()));
        boolean inTime = !at.isBefore(now.minusMillis(settings.interval()));
        return new MonitorState(
                monitorId,
                recovers || status.equals(PENDING) ? UP : status,
                firstPulse == null || at.isBefore(firstPulse) ? at : firstPulse,
                newest ? at : lastPulse,
                newest ? Double.valueOf(pulse.latency()) : latency,
                newest ? merged(pulse.metrics(), metrics) : merged(metrics, pulse.metrics()),
                recovers || inTime ? 0 : misses,
                recovers ? 0 : downCount,
                checkedAt,
                rolledTo,
                uptimes);
    }

    /** The newer values; the older value where there is no newer one. */
    private static List<Double> merged(List<Double> newer, List<Double> older) {
        List<Double> merged = new ArrayList<>();
        for (int i = 0; i < Pulse.METRICS; i++) {
            merged.add(newer.get(i) != null ? newer.get(i) : older.get(i));
        }
        return Collections.unmodifiableList(merged);
    }

    /**
     * The state after a check.
     *
     * @param availableSince when the last outage of the server ended: a monitor that is not down then has its interval to send a
     *     pulse, and earlier misses do not count
     */
    public MonitorState afterCheck(CheckSettings settings, Instant availableSince, Instant now) {
        Instant at = nextCheck(now, settings.period());
        if (!status.equals(UP) && !isDown()) {
            return checked(status, 0, 0, at);
        }
        boolean afterOutage = !isDown() && availableSince.isAfter(lastPulse);
        Instant silentSince = afterOutage ? availableSince : lastPulse;
        if (!silentSince.isBefore(now.minusMillis(settings.interval()))) {
            return checked(status, 0, downCount, at);
        }
        // pulses that were sent during an outage are lost, so the misses before it prove nothing
        int missed = (!isDown() && availableSince.isAfter(checkedAt) ? 0 : misses) + 1;
        boolean down = isDown() || missed > settings.maxRetries();
        return checked(down ? DOWN : status, missed, down ? downCount + 1 : 0, at);
    }

    private MonitorState checked(String newStatus, int newMisses, int newDownCount, Instant at) {
        return new MonitorState(
                monitorId,
                newStatus,
                firstPulse,
                lastPulse,
                latency,
                metrics,
                newMisses,
                newDownCount,
                at,
                rolledTo,
                uptimes);
    }

    /** Checks keep their rhythm, however late one of them is. */
    private Instant nextCheck(Instant now, long period) {
        long periods = Duration.between(checkedAt, now).toMillis() / Math.max(1, period);
        return periods <= 0 ? now : checkedAt.plusMillis(periods * period);
    }

    /** The transition from a previous state to this one. */
    public Transition transitionFrom(MonitorState before, CheckSettings settings) {
        if (!isDown()) {
            return Transition.NONE;
        }
        if (!before.isDown()) {
            return Transition.DOWN;
        }
        boolean missed = downCount > before.downCount;
        boolean reminderDue = settings.resend() > 0 && (downCount - 1) % settings.resend() == 0;
        return missed && reminderDue ? Transition.STILL_DOWN : Transition.NONE;
    }

    public boolean isDown() {
        return status.equals(DOWN);
    }

    /** The time since the last pulse, of which there must be one. */
    public Duration silence(Instant now) {
        return Duration.between(lastPulse, now);
    }

    /** The start of the first hour that is not aggregated yet. A monitor that was never aggregated begins with its first pulse. */
    public Instant rawFrom() {
        Instant first = firstPulse.truncatedTo(ChronoUnit.HOURS);
        boolean aggregated = rolledTo.equals(rolledTo.truncatedTo(ChronoUnit.HOURS));
        return aggregated && rolledTo.isAfter(first) ? rolledTo : first;
    }

    /** The same state, aggregated until a later time. */
    public MonitorState withRolledTo(Instant until) {
        return new MonitorState(
                monitorId,
                status,
                firstPulse,
                lastPulse,
                latency,
                metrics,
                misses,
                downCount,
                checkedAt,
                until,
                uptimes);
    }
}
