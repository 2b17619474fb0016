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
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Aggregates hours whose pulses can no longer change, and lets go of what was kept for long enough. Safe on many nodes: who moves
 * {@code rolled_to} wrote the hours before it.
 */
@ApplicationScoped
public class Rollup {
    /** A pulse may be ten minutes late, and takes a moment to be stored. */
    private static final Duration LATEST_PULSE = Duration.ofMinutes(11);

    /** What one transaction takes on after a long absence. */
    private static final int HOURS_AT_ONCE = 48;

    private static final String MOVE = "update monitor_state set rolled_to = ? where monitor_id = ? and rolled_to = ?";

    private static final String INSERT = "insert into pulse_hour (" + Bucket.COLUMNS + ") values ("
            + "?, ".repeat(Bucket.COLUMNS.split(",").length - 1) + "?)";

    private static final String DELETE_DAY = "delete from pulse_day where monitor_id = ? and starts_at = ?";

    private static final String INSERT_DAY = "insert into pulse_day (" + Bucket.COLUMNS + ") select " + sums()
            + " from pulse_hour where monitor_id = ? and starts_at >= ? and starts_at < ? group by monitor_id";

    /** Keeps the last of those that could go: how long the gap after it was is still asked. */
    private static final String FORGET_PULSES = "delete from pulse where monitor_id = ? and at <"
            + " (select max(p.at) from pulse p where p.monitor_id = ? and p.at <= ?)";

    private static final String FORGET_HOURS = "delete from pulse_hour where monitor_id = ? and starts_at < ?";

    private SqlTemplate sql;
    private PulseGapRepository timelines;
    private Configuration configuration;

    /** For the container's proxies. */
    protected Rollup() {}

    @Inject
    Rollup(SqlTemplate sql, PulseGapRepository timelines, Configuration configuration) {
        this.sql = sql;
        this.timelines = timelines;
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

    /** Whether there is an hour of a monitor to aggregate. */
    boolean isDue(MonitorHistoryState monitor, Instant now) {
        return ripe(monitor, now).isAfter(monitor.rolledTo());
    }

    /** Until when nothing can change: no pulse is missing, and what silence there was has lasted long enough to be judged. */
    private static Instant ripe(MonitorHistoryState monitor, Instant now) {
        return now.minus(LATEST_PULSE).minusMillis(monitor.patience().looks()).truncatedTo(ChronoUnit.HOURS);
    }

    /** Aggregates what is ripe of one monitor. @return until when it is aggregated now */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Instant roll(MonitorHistoryState monitor, Instant now) {
        Instant ripe = ripe(monitor, now);
        // what nobody has pushed to has no hours
        Instant from = monitor.firstPulse() == null ? ripe : monitor.rawFrom();
        Instant limit = from.plusMillis(HOURS_AT_ONCE * UptimeService.HOUR);
        Instant to = ripe.isBefore(limit) ? ripe : limit;
        if (!to.isAfter(monitor.rolledTo())) {
            return monitor.rolledTo();
        }
        List<Bucket> hours = timelines.hours(monitor, from, to, now).stream()
                .filter(Bucket::isKnown)
                .toList();
        if (sql.update(MOVE, to, monitor.id(), monitor.rolledTo()) == 0) {
            return monitor.rolledTo();
        }
        sql.batch(
                INSERT,
                hours.stream().map(hour -> hour.parameters(monitor.id())).toList());
        Set<Instant> days = new TreeSet<>();
        hours.forEach(hour -> days.add(hour.start().truncatedTo(ChronoUnit.DAYS)));
        List<Object[]> old = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        for (Instant day : days) {
            old.add(new Object[] {monitor.id(), day});
            fresh.add(new Object[] {day, monitor.id(), day, day.plusMillis(UptimeService.DAY)});
        }
        sql.batch(DELETE_DAY, old);
        sql.batch(INSERT_DAY, fresh);
        sql.update(FORGET_HOURS, monitor.id(), now.minus(configuration.get(MonitoringSettings.PULSE_HOUR_RETENTION)));
        return to;
    }

    /** Whether a monitor may have raw pulses that are old enough to go. */
    boolean isOld(MonitorHistoryState monitor, Instant now) {
        return monitor.firstPulse() != null && monitor.firstPulse().isBefore(old(now));
    }

    /** Lets go of raw pulses that are old enough and aggregated. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void forget(MonitorHistoryState monitor, Instant now) {
        Instant old = old(now);
        Instant before = old.isBefore(monitor.rolledTo()) ? old : monitor.rolledTo();
        sql.update(FORGET_PULSES, monitor.id(), monitor.id(), before);
    }

    private Instant old(Instant now) {
        return now.minus(configuration.get(MonitoringSettings.PULSE_RETENTION));
    }
}
