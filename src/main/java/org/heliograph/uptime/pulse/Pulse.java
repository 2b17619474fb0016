package org.heliograph.uptime.pulse;

import java.time.Instant;

/**
 * That something worked at a time.
 *
 * @param at      to the millisecond
 * @param latency in milliseconds; 0 when nothing was said about it
 */
record Pulse(Instant at, double latency, PulseMetrics metrics) {}
