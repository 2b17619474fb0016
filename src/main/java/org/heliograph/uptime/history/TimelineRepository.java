package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.history.UptimeCalculator.Silence;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.TimeRange;

/**
 * Reads the timelines of many monitors at once: the intervals of the time that is aggregated, and the reports since. The number of
 * queries depends neither on the number of monitors nor on that of the server's outages.
 */
@ApplicationScoped
public class TimelineRepository {
    private static final String INTERVALS = "select monitor_id, from_at, to_at, status from monitor_interval"
            + " where monitor_id = any(?) and to_at > ?";

    private static final String INTERVALS_FROM = "select monitor_id, intervals_from from monitor_state"
            + " where monitor_id = any(?) and intervals_from is not null";

    /** PostgreSQL merges a subquery without an offset into its query, and would look for the beginning anew for each pulse. */
    private static final String REPORTS = "select monitor_id, at, failed, next_at from (select p.monitor_id, p.at,"
            + " p.failed, lead(p.at) over (partition by p.monitor_id order by p.at, p.failed) as next_at, begun.tolerance"
            + " from (select m.id, m.interval_seconds + (m.max_retries + 1) * cast(? as double precision) as tolerance,"
            + " coalesce((select max(q.at) from pulse q where q.monitor_id = m.id"
            + " and q.at <= greatest(s.rolled_to, ?)), s.first_pulse_at) as start_at from monitor m join monitor_state s on s.monitor_id = m.id"
            + " where m.id = any(?) offset 0 rows) as begun"
            + " join pulse p on p.monitor_id = begun.id and p.at >= begun.start_at and p.at <= ?) as reports where ";

    private static final String LONG_SILENCES =
            REPORTS + "next_at is null or failed or next_at > at + tolerance * interval '1' second";

    private static final double SECOND = 1000;

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private OutageRepository outages;
    private double periodSeconds;

    /** For the container's proxies. */
    protected TimelineRepository() {}

    @Inject
    public TimelineRepository(
            SqlTemplate sql, MonitorStateRepository states, OutageRepository outages, Configuration configuration) {
        this.sql = sql;
        this.states = states;
        this.outages = outages;
        periodSeconds = configuration.get(MonitoringSettings.DETECTOR_INTERVAL).toMillis() / SECOND;
    }

    /**
     * The timelines of some monitors.
     *
     * @param from the time from which on they are needed; what was before is incomplete
     * @param now  the time until which they are known
     * @return by the monitors' ids; those of monitors without reports are left out
     */
    @Transactional
    public Map<String, Timeline> timelines(Collection<String> monitorIds, Instant from, Instant now) {
        Map<String, MonitorHistoryState> monitors = new HashMap<>();
        for (MonitorHistoryState monitor : states.findAllWithSettings(monitorIds)) {
            if (monitor.state().firstPulse() != null) {
                monitors.put(monitor.monitorId(), monitor);
            }
        }
        if (monitors.isEmpty()) {
            return Map.of();
        }
        Map<String, Timeline> stored = stored(monitors, from, now);
        Map<String, Timeline> timelines = new HashMap<>();
        raw(monitors, from, now).forEach((id, raw) -> {
            long rawFrom = monitors.get(id).state().rawFrom().toEpochMilli();
            timelines.put(id, stored.get(id).until(rawFrom, raw));
        });
        return timelines;
    }

    /** What is aggregated; of the time before a monitor's intervals were kept, nothing is known. */
    private Map<String, Timeline> stored(Map<String, MonitorHistoryState> monitors, Instant from, Instant now) {
        Map<String, List<TimeRange>> down = lists(monitors);
        Map<String, List<TimeRange>> unknown = lists(monitors);
        Set<String> ids = new HashSet<>(monitors.keySet());
        sql.query(
                INTERVALS,
                row -> {
                    boolean isDown = row.text("status").equals(MonitorStatus.DOWN.text());
                    return (isDown ? down : unknown)
                            .get(row.text("monitor_id"))
                            .add(TimeRange.of(row.time("from_at"), row.time("to_at")));
                },
                ids,
                from);
        sql.query(
                INTERVALS_FROM,
                row -> {
                    String id = row.text("monitor_id");
                    long first = monitors.get(id).state().firstPulse().toEpochMilli();
                    long known = Math.max(first, row.time("intervals_from").toEpochMilli());
                    return unknown.get(id).add(new TimeRange(first, known));
                },
                ids);
        Map<String, Timeline> stored = new HashMap<>();
        monitors.forEach((id, monitor) -> stored.put(
                id,
                new Timeline(
                        monitor.state().firstPulse().toEpochMilli(),
                        now.toEpochMilli(),
                        down.get(id),
                        List.of(),
                        unknown.get(id))));
        return stored;
    }

    /** The silences that reach into the time from {@code from} on; each says by itself when its monitor was down. */
    private Map<String, Timeline> raw(Map<String, MonitorHistoryState> monitors, Instant from, Instant now) {
        Set<String> ids = monitors.keySet();
        Instant begin = monitors.values().stream()
                .map(monitor ->
                        monitor.state().rawFrom().minusMillis(monitor.settings().tolerance()))
                .min(Instant::compareTo)
                .orElse(now);
        Map<String, Set<Silence>> silences = new HashMap<>();
        ids.forEach(id -> silences.put(id, new HashSet<>()));
        // a silence around an earlier outage is long, or ends before what is needed of its monitor
        List<TimeRange> recent = outages.between(begin, now);
        OutageCondition around = OutageCondition.around(recent);
        sql.query(
                LONG_SILENCES + around.sql(),
                row -> add(silences, row, now),
                around.parametersAfter(periodSeconds, from, ids, now));
        Instant earliest = silences.values().stream()
                .flatMap(Set::stream)
                .map(silence -> Instant.ofEpochMilli(silence.range().from()))
                .min(Instant::compareTo)
                .orElse(begin);
        List<TimeRange> away = earliest.isBefore(begin) ? outages.between(earliest, now) : recent;
        Map<String, Timeline> raw = new HashMap<>();
        monitors.forEach((id, monitor) -> raw.put(
                id,
                new UptimeCalculator(
                                monitor.state().firstPulse().toEpochMilli(),
                                now.toEpochMilli(),
                                List.copyOf(silences.get(id)),
                                away,
                                monitor.settings())
                        .timeline()));
        return raw;
    }

    private static boolean add(Map<String, Set<Silence>> silences, SqlRow row, Instant now) throws SQLException {
        Instant end = row.time("next_at");
        TimeRange range = TimeRange.of(row.time("at"), end == null ? now : end);
        return silences.get(row.text("monitor_id")).add(new Silence(range, row.bool("failed")));
    }

    private static Map<String, List<TimeRange>> lists(Map<String, MonitorHistoryState> monitors) {
        Map<String, List<TimeRange>> lists = new HashMap<>();
        monitors.keySet().forEach(id -> lists.put(id, new ArrayList<>()));
        return lists;
    }
}
