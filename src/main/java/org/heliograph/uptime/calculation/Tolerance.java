package org.heliograph.uptime.calculation;

import java.time.Duration;

/**
 * How long a monitor may be silent, in milliseconds. It is down when more than {@code maxRetries} looks in a row found its last
 * pulse older than the interval.
 *
 * @param interval between two pulses, as the administrator says
 * @param looks    how long the looks take that must miss it
 * @param grace    for how long after the server came back nothing is called down
 */
public record Tolerance(long interval, long looks, long grace) {
    public static Tolerance of(int intervalSeconds, int maxRetries, Duration detector, Duration grace) {
        return new Tolerance(intervalSeconds * 1000L, (maxRetries + 1) * detector.toMillis(), grace.toMillis());
    }

    /** The longest silence after a pulse that is no downtime. */
    public long afterPulse() {
        return interval + looks;
    }

    /** How long after the server came back the first pulse is still awaited. */
    long awaited() {
        return Math.max(interval, grace);
    }
}
