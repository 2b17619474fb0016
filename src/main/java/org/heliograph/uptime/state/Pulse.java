package org.heliograph.uptime.state;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * A report of a monitored service: that it works, or that it has failed.
 *
 * @param at      to the millisecond
 * @param latency in milliseconds; 0 when the client sent none
 * @param metrics the values of the {@value #METRICS} custom metrics; null for each that the client did not send
 * @param failure what has failed, at most {@value #LONGEST_MESSAGE} characters; null when the service works
 */
public record Pulse(Instant at, double latency, List<Double> metrics, String failure) {
    /** The number of custom metrics of a monitor. */
    public static final int METRICS = 3;

    public static final int LONGEST_MESSAGE = 500;

    public static final List<Double> NO_METRICS = Collections.nCopies(METRICS, null);

    /** A report that the service works. */
    public Pulse(Instant at, double latency, List<Double> metrics) {
        this(at, latency, metrics, null);
    }

    public boolean isFailure() {
        return failure != null;
    }
}
