package org.heliograph.uptime.pulse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.heliograph.event.RestoreListener;
import org.heliograph.settings.Configuration;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.state.CheckSettings;

/** Finds the monitor of a token, or of an id, read at most a second ago. Unknown tokens are not cached. */
@ApplicationScoped
class MonitorTokenCache implements RestoreListener {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);
    private static final int CAPACITY = 20_000;

    private final Cache<String, MonitorToken> tokens = bounded();
    private final Cache<String, MonitorToken> ids = bounded();

    @Inject
    private MonitorRepository monitors;

    @Inject
    private Configuration configuration;

    /** Evicts on the caller's thread: the common pool does not belong to the application. */
    private static Cache<String, MonitorToken> bounded() {
        return Caffeine.newBuilder()
                .expireAfterWrite(TIME_TO_LIVE)
                .maximumSize(CAPACITY)
                .executor(Runnable::run)
                .build();
    }

    Optional<MonitorToken> find(String token) {
        return find(tokens, token, monitors::findByToken);
    }

    Optional<MonitorToken> findById(String monitorId) {
        return find(ids, monitorId, monitors::find);
    }

    private Optional<MonitorToken> find(
            Cache<String, MonitorToken> cache, String name, Function<String, Optional<Monitor>> reader) {
        MonitorToken cached = cache.getIfPresent(name);
        if (cached != null) {
            return Optional.of(cached);
        }
        // read outside of the cache, which would lock other names of the same bin during the query
        Optional<MonitorToken> read = reader.apply(name).map(this::ofMonitor);
        read.ifPresent(monitor -> cache.put(name, monitor));
        return read;
    }

    @Override
    public void discard() {
        tokens.invalidateAll();
        ids.invalidateAll();
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
