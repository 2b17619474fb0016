package org.heliograph.uptime.pulse;

import java.util.List;
import org.heliograph.uptime.calculation.Tolerance;

/**
 * The monitor that a token belongs to, as far as its pulses need it.
 *
 * @param metricIds the names that its custom metrics have besides {@code custom1} to {@code custom3}; empty where there is none
 */
record MonitorToken(String monitorId, Tolerance patience, List<String> metricIds) {}
