package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.json.JsonNumbers;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * The transactions of the {@link UptimeUpdater}, which itself holds no lock: pulses must not wait for its computations. Several nodes
 * may work at once. Each takes other monitors, and only the node that moves {@code rolled_to} writes the hours before it.
 */
@ApplicationScoped
public class HistoryRepository {
    /** A pulse may be ten minutes late, and is stored a moment later. */
    private static final Duration MAX_DELAY = Duration.ofMinutes(11);

    /** The most hours that one transaction aggregates after a long outage. */
    private static final int MAX_HOURS = 48;

    private static final String INSERT = "insert into pulse_hour (" + Bucket.COLUMNS + ") values ("
            + "?, ".repeat(Bucket.COLUMNS.split(",").length - 1) + "?)";

    private static final String DELETE_DAY = "delete from pulse_day where monitor_id = ? and starts_at = ?";

    private static final String INSERT_DAY = "insert into pulse_day (" + Bucket.COLUMNS + ") select " + sums()
            + " from pulse_hour where monitor_id = ? and starts_at >= ? and starts_at < ? group by monitor_id";

    /** Keeps the last of the old pulses: the gap after it is still needed. */
    private static final String PURGE_PULSES = "delete from pulse where monitor_id = ? and at <"
            + " (select max(p.at) from pulse p where p.monitor_id = ? and p.at <= ?)";

    private static final String INSERT_INTERVAL =
            "insert into monitor_interval (monitor_id, from_at, to_at, status) values (?, ?, ?, ?)";

    private static final String PURGE_INTERVALS = "delete from monitor_interval where monitor_id = ? and to_at < ?";

    /** The longest window of an uptime, and a day. */
    private static final Duration INTERVAL_RETENTION = Duration.ofDays(366);

    private static final String PURGE_HOURS = "delete from pulse_hour where monitor_id = ? and starts_at < ?";

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private PulseGapRepository gaps;
    private StatusPagePublisher publisher;
    private Configuration configuration;

    /** For the container's proxies. */
    protected HistoryRepository() {}

    @Inject
    HistoryRepository(
            SqlTemplate sql,
            MonitorStateRepository states,
            PulseGapRepository gaps,
            StatusPagePublisher publisher,
            Configuration configuration) {
        this.sql = sql;
        this.states = states;
        this.gaps = gaps;
        this.publisher = publisher;
        this.configuration = configuration;
    }

    private static String sums() {
        StringBuilder sql = new StringBuilder("monitor_id, cast(? as timestamp(3) with time zone)");
        for (String column : Bucket.COLUMNS.replace(" ", "").split(",")) {
            if (column.endsWith("_min") || column.endsWith("_max")) {
                sql.append(", ").append(column.substring(column.length() - 3)).append('(');
                sql.append(column).append(')');
            } else if (!column.equals("monitor_id") && !column.equals("starts_at")) {
                sql.append(", sum(").append(column).append(')');
            }
        }
        return sql.toString();
    }

    /** Takes monitors whose uptimes are due, at most so many. @return their ids */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> takeDue(Instant now, int limit) {
        return states.takeForUptimes(now.minus(configuration.get(MonitoringSettings.UPTIME_INTERVAL)), now, limit);
    }

    /** Stores and publishes uptimes that have changed. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void updateUptimes(String monitorId, List<Double> uptimes) {
        states.updateUptimes(monitorId, uptimes);
        publisher.publishTransient("uptime-update", monitorId, json -> {
            for (UptimeWindow window : UptimeWindow.values()) {
                JsonNumbers.add(json, window.text(), uptimes.get(window.ordinal()));
            }
        });
    }

    /** Whether a monitor has an hour to aggregate. */
    boolean hasCompleteHour(MonitorHistoryState monitor, Instant now) {
        return completeUntil(monitor, now).isAfter(monitor.state().rolledTo());
    }

    /** The end of the hours that can no longer change: all their pulses have arrived, and the silence at their end can be judged. */
    private static Instant completeUntil(MonitorHistoryState monitor, Instant now) {
        return now.minus(MAX_DELAY).minusMillis(monitor.settings().checks()).truncatedTo(ChronoUnit.HOURS);
    }

    /** Aggregates the complete hours of a monitor. @return the end of its aggregated time */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Instant aggregate(MonitorHistoryState monitor, Instant now) {
        MonitorState state = monitor.state();
        Instant complete = completeUntil(monitor, now);
        // no pulses yet: nothing to aggregate
        Instant from = state.firstPulse() == null ? complete : state.rawFrom();
        Instant limit = from.plusMillis(MAX_HOURS * Bucket.HOUR);
        Instant to = complete.isBefore(limit) ? complete : limit;
        if (!to.isAfter(state.rolledTo())) {
            return state.rolledTo();
        }
        List<Bucket> hours = gaps.hours(monitor, from, to, now).stream()
                .filter(Bucket::isKnown)
                .toList();
        if (!states.moveRolledTo(state, to)) {
            return state.rolledTo();
        }
        sql.batch(
                INSERT,
                hours.stream().map(hour -> hour.parameters(monitor.monitorId())).toList());
        storeIntervals(monitor, from, to, now);
        Set<Instant> days = new TreeSet<>();
        hours.forEach(hour -> days.add(hour.start().truncatedTo(ChronoUnit.DAYS)));
        List<Object[]> oldDays = new ArrayList<>();
        List<Object[]> newDays = new ArrayList<>();
        for (Instant day : days) {
            oldDays.add(new Object[] {monitor.monitorId(), day});
            newDays.add(new Object[] {day, monitor.monitorId(), day, day.plusMillis(Bucket.DAY)});
        }
        sql.batch(DELETE_DAY, oldDays);
        sql.batch(INSERT_DAY, newDays);
        sql.update(
                PURGE_HOURS,
                monitor.monitorId(),
                now.minus(configuration.get(MonitoringSettings.PULSE_HOUR_RETENTION)));
        return to;
    }

    /** Keeps where the monitor was not up: its groups are computed from it when its reports are purged. */
    private void storeIntervals(MonitorHistoryState monitor, Instant from, Instant to, Instant now) {
        Timeline timeline = gaps.calculator(monitor, from, to, now).timeline();
        TimeRange aggregated = TimeRange.of(from, to);
        List<Object[]> rows = new ArrayList<>();
        addRows(rows, monitor.monitorId(), MonitorStatus.DOWN, TimeRange.clipped(timeline.down(), aggregated));
        addRows(rows, monitor.monitorId(), MonitorStatus.UNKNOWN, TimeRange.clipped(timeline.unknown(), aggregated));
        sql.batch(INSERT_INTERVAL, rows);
        sql.update(PURGE_INTERVALS, monitor.monitorId(), now.minus(INTERVAL_RETENTION));
    }

    private static void addRows(List<Object[]> rows, String monitorId, MonitorStatus status, List<TimeRange> ranges) {
        for (TimeRange range : ranges) {
            Instant from = Instant.ofEpochMilli(range.from());
            rows.add(new Object[] {monitorId, from, Instant.ofEpochMilli(range.to()), status.text()});
        }
    }

    /** Whether a monitor may have pulses that are older than the retention. */
    boolean hasOldPulses(MonitorHistoryState monitor, Instant now) {
        Instant first = monitor.state().firstPulse();
        return first != null && first.isBefore(oldest(now));
    }

    /** Deletes pulses that are older than the retention and aggregated. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void purgePulses(MonitorHistoryState monitor, Instant now) {
        Instant oldest = oldest(now);
        Instant rolledTo = monitor.state().rolledTo();
        Instant before = oldest.isBefore(rolledTo) ? oldest : rolledTo;
        sql.update(PURGE_PULSES, monitor.monitorId(), monitor.monitorId(), before);
    }

    private Instant oldest(Instant now) {
        return now.minus(configuration.get(MonitoringSettings.PULSE_RETENTION));
    }
}
