package org.heliograph.uptime.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonNumbers;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.Pulse;

/** Stores a batch of pulses, updates the states of their monitors and publishes both, in one transaction. */
@ApplicationScoped
public class PulseRepository {
    private static final String INSERT =
            "insert into pulse (monitor_id, at, latency, custom1, custom2, custom3) values (?, ?, ?, ?, ?, ?)";

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private StatusPagePublisher publisher;
    private Clock clock;

    /** For the container's proxies. */
    protected PulseRepository() {}

    @Inject
    PulseRepository(SqlTemplate sql, MonitorStateRepository states, StatusPagePublisher publisher, Clock clock) {
        this.sql = sql;
        this.states = states;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @return the ids of the batch's monitors that no longer exist; their pulses are not stored */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Set<String> store(List<PendingPulse> batch) {
        Set<String> ids = new TreeSet<>();
        batch.forEach(pending -> ids.add(pending.monitorId()));
        Map<String, MonitorState> current = new TreeMap<>();
        states.lock(ids).forEach(state -> current.put(state.monitorId(), state));
        // read after the locks: an event must not be older than one that another node has published under them
        Instant now = Timestamps.now(clock);
        List<Object[]> pulses = new ArrayList<>(batch.size());
        Set<String> changed = new TreeSet<>();
        for (PendingPulse pending : batch) {
            MonitorState before = current.get(pending.monitorId());
            if (before == null) {
                continue;
            }
            Pulse pulse = pending.pulse();
            MonitorState after = before.afterPulse(pulse, pending.monitor().settings(), now);
            current.put(after.monitorId(), after);
            pulses.add(parameters(after.monitorId(), pulse));
            if (!after.status().equals(before.status())) {
                changed.add(after.monitorId());
            }
            publish(before, pulse, after, now);
        }
        sql.batch(INSERT, pulses);
        states.updateAfterPulses(current.values());
        states.expediteUptimes(changed);
        ids.removeAll(current.keySet());
        return ids;
    }

    private static Object[] parameters(String monitorId, Pulse pulse) {
        List<Double> metrics = pulse.metrics();
        return new Object[] {monitorId, pulse.at(), pulse.latency(), metrics.get(0), metrics.get(1), metrics.get(2)};
    }

    private void publish(MonitorState before, Pulse pulse, MonitorState after, Instant now) {
        if (before.isDown() && !after.isDown()) {
            publisher.publish(
                    "monitor-recovered",
                    after.monitorId(),
                    json -> json.add("previousConsecutiveDownCount", before.downCount())
                            .add("downtime", before.silence(now).toMillis()));
        }
        publisher.publishTransient("pulse", after.monitorId(), json -> describe(json, pulse, after.status()));
    }

    private static void describe(JsonObjectBuilder json, Pulse pulse, String status) {
        json.add("status", status);
        JsonNumbers.add(json, "latency", pulse.latency());
        json.add("timestamp", Timestamps.format(pulse.at()));
        for (int i = 0; i < Pulse.METRICS; i++) {
            Double value = pulse.metrics().get(i);
            if (value != null) {
                JsonNumbers.add(json, "custom" + (i + 1), value);
            }
        }
    }
}
