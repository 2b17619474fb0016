package org.heliograph.uptime.pulse;

import java.util.List;
import org.heliograph.uptime.coverage.Patience;

/**
 * The monitor that a token belongs to, as far as its pulses need it.
 *
 * @param metricIds the names that its custom metrics have besides {@code custom1} to {@code custom3}; empty where there is none
 */
record Target(String monitorId, Patience patience, List<String> metricIds) {}
