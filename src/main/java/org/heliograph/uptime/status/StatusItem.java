package org.heliograph.uptime.status;

import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.monitor.CustomMetric;

/**
 * A monitor or a group as a page shows it at a moment.
 *
 * @param latency   in milliseconds; 0 before the first pulse
 * @param lastCheck its newest pulse; null before the first
 * @param uptimes   in percent, of the windows from an hour to a year; null where nothing is known
 * @param metrics   its custom metrics; null where it has none, empty for a group
 * @param children  what is shown beneath it
 */
public record StatusItem(
        String id,
        boolean isGroup,
        String name,
        MonitorStatus health,
        double latency,
        Instant lastCheck,
        Instant firstPulse,
        List<Double> uptimes,
        List<Metric> metrics,
        List<StatusItem> children) {
    /** A custom metric and its newest value; null before the first. */
    public record Metric(CustomMetric config, Double value) {}
}
