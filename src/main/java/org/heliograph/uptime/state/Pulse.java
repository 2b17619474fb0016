package org.heliograph.uptime.state;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * A heartbeat received from a monitored service.
 *
 * @param at      to the millisecond
 * @param latency in milliseconds; 0 when the client sent none
 * @param metrics the values of the {@value #METRICS} custom metrics; null for each that the client did not send
 */
public record Pulse(Instant at, double latency, List<Double> metrics) {
    /** The number of custom metrics of a monitor. */
    public static final int METRICS = 3;

    public static final List<Double> NO_METRICS = Collections.nCopies(METRICS, null);
}
