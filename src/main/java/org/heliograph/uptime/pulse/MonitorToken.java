package org.heliograph.uptime.pulse;

import java.util.List;
import org.heliograph.uptime.state.CheckSettings;

/**
 * The monitor that a token belongs to, as far as its pulses need it.
 *
 * @param metricIds the ids of its custom metrics, which are parameter names beside {@code custom1} to {@code custom3}; empty for
 *                  each that is not configured
 */
record MonitorToken(String monitorId, CheckSettings settings, List<String> metricIds) {}
