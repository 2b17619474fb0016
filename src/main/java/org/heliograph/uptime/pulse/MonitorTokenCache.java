package org.heliograph.uptime.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.calculation.Tolerance;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;

/** Finds the monitor of a token. What it knows may be a second old; tokens that belong to nothing are not kept. */
@ApplicationScoped
class MonitorTokenCache {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 20_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Inject
    private MonitorRepository monitors;

    @Inject
    private Configuration configuration;

    private record Known(MonitorToken target, long readAt) {}

    Optional<MonitorToken> find(String token) {
        long asOf = System.nanoTime();
        Known now = known.get(token);
        if (now != null && asOf - now.readAt() < FRESH_NANOS) {
            return Optional.of(now.target());
        }
        Optional<MonitorToken> found = monitors.findByToken(token).map(this::target);
        if (found.isEmpty()) {
            known.remove(token);
            return found;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(token, new Known(found.get(), asOf));
        return found;
    }

    private MonitorToken target(Monitor monitor) {
        List<String> metricIds = IntStream.rangeClosed(1, Monitor.METRICS)
                .mapToObj(monitor::getCustom)
                .map(metric -> Optional.ofNullable(metric).map(CustomMetric::id).orElse(""))
                .toList();
        Tolerance patience = Tolerance.of(
                monitor.getIntervalSeconds(),
                monitor.getMaxRetries(),
                configuration.get(MonitoringSettings.DETECTOR_INTERVAL),
                configuration.get(MonitoringSettings.DETECTOR_GRACE));
        return new MonitorToken(monitor.getId(), patience, metricIds);
    }
}
