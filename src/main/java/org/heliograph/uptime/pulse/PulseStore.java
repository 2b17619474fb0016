package org.heliograph.uptime.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** Stores a group of pulses, moves the monitors' states and tells both, in one transaction. */
@ApplicationScoped
public class PulseStore {
    /** In the order of ids, in which everybody locks states. */
    private static final String LOCK =
            "select * from monitor_state where monitor_id = any(?) order by monitor_id for update";

    private static final String INSERT =
            "insert into pulse (monitor_id, at, latency, custom1, custom2, custom3) values (?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = "update monitor_state set status = ?, first_pulse_at = ?, last_pulse_at = ?,"
            + " latency = ?, custom1 = ?, custom2 = ?, custom3 = ?, misses = ?, down_count = ? where monitor_id = ?";

    /** A monitor of which so much has changed need not wait for its turn. */
    private static final String UPTIME_NOW = "update monitor_state set uptime_at = ? where monitor_id = ?";

    private SqlTemplate sql;
    private PulsePublisher notices;
    private Clock clock;

    /** For the container's proxies. */
    protected PulseStore() {}

    @Inject
    PulseStore(SqlTemplate sql, PulsePublisher notices, Clock clock) {
        this.sql = sql;
        this.notices = notices;
        this.clock = clock;
    }

    /** @return the ids of the group's monitors that are no longer there; their pulses are not stored */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Set<String> write(List<PendingPulse> group) {
        Set<String> ids = new TreeSet<>();
        group.forEach(arrival -> ids.add(arrival.target().monitorId()));
        Map<String, MonitorState> states = new TreeMap<>();
        sql.query(LOCK, PulseStore::state, ids).forEach(state -> states.put(state.monitorId(), state));
        // after the locks, since what is told must not be older than what another node told under them
        Instant now = Timestamps.now(clock);
        List<Object[]> pulses = new ArrayList<>(group.size());
        List<Object[]> turned = new ArrayList<>();
        for (PendingPulse arrival : group) {
            MonitorState before = states.get(arrival.target().monitorId());
            if (before == null) {
                continue;
            }
            Pulse pulse = arrival.pulse();
            MonitorState after = before.after(pulse, arrival.target().patience(), now);
            states.put(after.monitorId(), after);
            pulses.add(parameters(after.monitorId(), pulse));
            if (!after.status().equals(before.status())) {
                turned.add(new Object[] {Instant.EPOCH, after.monitorId()});
            }
            notices.tell(before, pulse, after, now);
        }
        sql.batch(INSERT, pulses);
        sql.batch(UPDATE, states.values().stream().map(PulseStore::parameters).toList());
        sql.batch(UPTIME_NOW, turned);
        ids.removeAll(states.keySet());
        return ids;
    }

    static MonitorState state(SqlRow row) throws SQLException {
        return new MonitorState(
                row.text("monitor_id"),
                row.text("status"),
                row.time("first_pulse_at"),
                row.time("last_pulse_at"),
                row.number("latency"),
                new PulseMetrics(row.number("custom1"), row.number("custom2"), row.number("custom3")),
                row.integer("misses"),
                row.integer("down_count"));
    }

    private static Object[] parameters(String monitorId, Pulse pulse) {
        PulseMetrics metrics = pulse.metrics();
        return new Object[] {
            monitorId, pulse.at(), pulse.latency(), metrics.custom1(), metrics.custom2(), metrics.custom3()
        };
    }

    private static Object[] parameters(MonitorState state) {
        PulseMetrics metrics = state.metrics();
        return new Object[] {
            state.status(),
            state.firstAt(),
            state.lastAt(),
            state.latency(),
            metrics.custom1(),
            metrics.custom2(),
            metrics.custom3(),
            state.misses(),
            state.downCount(),
            state.monitorId()
        };
    }
}
