package org.heliograph.uptime.pulse;

import java.time.Instant;
import org.heliograph.uptime.calculation.Tolerance;

/**
 * How a monitor is, as its row says.
 *
 * @param status    {@code pending} until the first pulse, then {@code up} or {@code down}
 * @param firstAt   its first pulse; null before it
 * @param lastAt    its newest pulse, whenever it arrived; null before the first
 * @param metrics   the newest of each
 * @param misses    looks in a row that found the last pulse too old
 * @param downCount such looks since it went down, the one that took it down included
 */
record MonitorState(
        String monitorId,
        String status,
        Instant firstAt,
        Instant lastAt,
        Double latency,
        PulseMetrics metrics,
        int misses,
        int downCount) {
    static final String PENDING = "pending";
    static final String UP = "up";
    static final String DOWN = "down";

    /** How it is after a pulse. One that is so old that its monitor would be down all the same brings nothing back. */
    MonitorState after(Pulse pulse, Tolerance patience, Instant now) {
        Instant at = pulse.at();
        boolean newest = lastAt == null || !at.isBefore(lastAt);
        boolean isBack = isDown() && !at.isBefore(now.minusMillis(patience.afterPulse()));
        boolean inTime = !at.isBefore(now.minusMillis(patience.interval()));
        return new MonitorState(
                monitorId,
                isBack || status.equals(PENDING) ? UP : status,
                firstAt == null || at.isBefore(firstAt) ? at : firstAt,
                newest ? at : lastAt,
                newest ? Double.valueOf(pulse.latency()) : latency,
                newest ? pulse.metrics().over(metrics) : metrics.over(pulse.metrics()),
                isBack || inTime ? 0 : misses,
                isBack ? 0 : downCount);
    }

    boolean isDown() {
        return status.equals(DOWN);
    }
}
