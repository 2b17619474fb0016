package org.heliograph.uptime.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

/**
 * A row of {@code monitor_state}: what reports, checks and the aggregation have made of a monitor. {@link StateTransitions} changes it.
 *
 * @param status     {@code pending} until the first report, then {@code up} or {@code down}
 * @param firstPulse the first report, also that of a failure; null before it
 * @param lastPulse  the newest pulse by its own time, whenever it arrived; null before the first
 * @param latency    of the newest pulse, in milliseconds; null before the first
 * @param metrics    the newest value of each custom metric; null where there is none
 * @param failure    the newest report of a failure; null before the first
 * @param downSince  the beginning of the downtime; null while the monitor is not down
 * @param downCount  missed checks of the downtime; 0 while the monitor is not down
 * @param checkedAt  the last check
 * @param rolledTo   reports before this time are aggregated by the hour
 * @param uptimes    in percent, for each {@link UptimeWindow}; null where nothing is known
 */
public record MonitorState(
        String monitorId,
        String status,
        Instant firstPulse,
        Instant lastPulse,
        Double latency,
        List<Double> metrics,
        Failure failure,
        Instant downSince,
        int downCount,
        Instant checkedAt,
        Instant rolledTo,
        List<Double> uptimes) {
    public static final String PENDING = "pending";
    public static final String UP = "up";
    public static final String DOWN = "down";

    /** The state of a monitor without reports that was never checked. */
    public static MonitorState pending(String monitorId) {
        return new MonitorState(
                monitorId,
                PENDING,
                null,
                null,
                null,
                Pulse.NO_METRICS,
                null,
                null,
                0,
                null,
                null,
                Collections.nCopies(UptimeWindow.values().length, null));
    }

    public boolean isDown() {
        return status.equals(DOWN);
    }

    /** The newest report by its own time; null before the first. */
    public Instant lastReport() {
        return lastFailed() ? failure.at() : lastPulse;
    }

    /** Whether the newest report is that of a failure; of two with the same time, the failure counts. */
    public boolean lastFailed() {
        return failure != null && (lastPulse == null || !lastPulse.isAfter(failure.at()));
    }

    /** Why the monitor is down, in the words of its last report; null when it is not down, or when it is silent. */
    public String failureMessage() {
        return isDown() && lastFailed() ? failure.message() : null;
    }

    /**
     * The status now.
     *
     * @param availableSince when the last outage of the server ended: a monitor of which nobody has heard since is unknown, unless it
     *     was down before or has been silent for too long
     */
    public MonitorStatus current(Instant availableSince) {
        return switch (status) {
            case DOWN -> MonitorStatus.DOWN;
            case UP -> availableSince.isAfter(lastReport()) ? MonitorStatus.UNKNOWN : MonitorStatus.UP;
            default -> MonitorStatus.PENDING;
        };
    }

    /** The start of the first hour that is not aggregated yet. A monitor that was never aggregated begins with its first report. */
    public Instant rawFrom() {
        Instant first = firstPulse.truncatedTo(ChronoUnit.HOURS);
        boolean aggregated = rolledTo.equals(rolledTo.truncatedTo(ChronoUnit.HOURS));
        return aggregated && rolledTo.isAfter(first) ? rolledTo : first;
    }

    /** The same monitor with another status and downtime. @param newDownSince null when it is not down */
    MonitorState with(String newStatus, Instant newDownSince, int newDownCount) {
        return new MonitorState(
                monitorId,
                newStatus,
                firstPulse,
                lastPulse,
                latency,
                metrics,
                failure,
                newDownSince,
                newDownCount,
                checkedAt,
                rolledTo,
                uptimes);
    }

    /** The same state, checked at another time. */
    MonitorState checkedAt(Instant at) {
        return new MonitorState(
                monitorId,
                status,
                firstPulse,
                lastPulse,
                latency,
                metrics,
                failure,
                downSince,
                downCount,
                at,
                rolledTo,
                uptimes);
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
                failure,
                downSince,
                downCount,
                checkedAt,
                until,
                uptimes);
    }
}
