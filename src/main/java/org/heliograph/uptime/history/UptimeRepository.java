package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.page.Numbers;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.UptimeWindow;

/** The transactions around the computation of uptimes, which itself holds no lock: pulses must not wait for it. */
@ApplicationScoped
public class UptimeRepository {
    private MonitorStateRepository states;
    private StatusPagePublisher publisher;
    private Configuration configuration;

    /** For the container's proxies. */
    protected UptimeRepository() {}

    @Inject
    UptimeRepository(MonitorStateRepository states, StatusPagePublisher publisher, Configuration configuration) {
        this.states = states;
        this.publisher = publisher;
        this.configuration = configuration;
    }

    /** Takes monitors whose uptimes are due, at most so many. @return their ids */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> takeDue(Instant now, int limit) {
        return states.takeForUptimes(now.minus(configuration.get(MonitoringSettings.UPTIME_INTERVAL)), now, limit);
    }

    /** Stores and publishes uptimes that have changed. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void update(String monitorId, List<Double> uptimes) {
        states.updateUptimes(monitorId, uptimes);
        publisher.tell("uptime-update", monitorId, json -> {
            for (UptimeWindow window : UptimeWindow.values()) {
                Numbers.add(json, window.text(), uptimes.get(window.ordinal()));
            }
        });
    }
}
