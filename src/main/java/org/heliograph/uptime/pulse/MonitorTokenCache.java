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
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.state.CheckSettings;

/** Finds the monitor of a token. An entry is used for a second. Unknown tokens are not cached. */
@ApplicationScoped
class MonitorTokenCache {
    private static final long TIME_TO_LIVE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int CAPACITY = 20_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    @Inject
    private MonitorRepository monitors;

    @Inject
    private Configuration configuration;

    private record Entry(MonitorToken token, long readAt) {}

    Optional<MonitorToken> find(String token) {
        long now = System.nanoTime();
        Entry cached = entries.get(token);
        if (cached != null && now - cached.readAt() < TIME_TO_LIVE_NANOS) {
            return Optional.of(cached.token());
        }
        Optional<MonitorToken> found = monitors.findByToken(token).map(this::ofMonitor);
        if (found.isEmpty()) {
            entries.remove(token);
            return found;
        }
        if (entries.size() >= CAPACITY) {
            entries.clear();
        }
        entries.put(token, new Entry(found.get(), now));
        return found;
    }

    private MonitorToken ofMonitor(Monitor monitor) {
        List<String> metricIds = IntStream.rangeClosed(1, Monitor.METRICS)
                .mapToObj(monitor::getCustom)
                .map(metric -> Optional.ofNullable(metric).map(CustomMetric::id).orElse(""))
                .toList();
        CheckSettings settings = CheckSettings.of(
                monitor.getIntervalSeconds(), monitor.getMaxRetries(), monitor.getResendNotification(), configuration);
        return new MonitorToken(monitor.getId(), settings, metricIds);
    }
}
