package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.calculation.TimeRange;
import org.heliograph.uptime.calculation.Tolerance;
import org.heliograph.uptime.calculation.UptimeCalculator;
import org.heliograph.uptime.calculation.UptimeTotals;

/** Reads what is needed to judge a stretch of a monitor's time. The database finds the gaps, so that few rows travel. */
@ApplicationScoped
class PulseGapRepository {
    private static final String TRACKED =
            "select m.interval_seconds, m.max_retries, s.first_pulse_at, s.rolled_to, s.uptime1h, s.uptime24h, s.uptime7d,"
                    + " s.uptime30d, s.uptime90d, s.uptime365d from monitor m join monitor_state s on s.monitor_id = m.id"
                    + " where m.id = ?";

    private static final String LAST = "select max(at) as at from pulse where monitor_id = ? and at <= ?";
    private static final String NEXT = "select min(at) as at from pulse where monitor_id = ? and at >= ? and at <= ?";

    private static final String GAPS = "select before_at, at from (select at, lag(at) over (order by at) as before_at"
            + " from pulse where monitor_id = ? and at between ? and ?) as neighbours"
            + " where before_at is null or extract(epoch from at) - extract(epoch from before_at) > ?";

    private static final String ABSENCES =
            "select from_at, to_at from server_absence where to_at > ? and from_at < ? order by from_at";

    private static final double MILLIS = 1000;

    private SqlTemplate sql;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected PulseGapRepository() {}

    @Inject
    PulseGapRepository(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.configuration = configuration;
        this.clock = clock;
    }

    private record Gap(Instant from, Instant to) {}

    Optional<MonitorHistoryState> find(String monitorId) {
        return sql.query(TRACKED, row -> tracked(monitorId, row), monitorId).stream()
                .findFirst();
    }

    Instant now() {
        return Timestamps.now(clock);
    }

    private MonitorHistoryState tracked(String monitorId, SqlRow row) throws SQLException {
        Tolerance patience = Tolerance.of(
                row.integer("interval_seconds"),
                row.integer("max_retries"),
                configuration.get(MonitoringSettings.DETECTOR_INTERVAL),
                configuration.get(MonitoringSettings.DETECTOR_GRACE));
        List<Double> uptimes = new ArrayList<>();
        for (UptimeService.Window window : UptimeService.Window.values()) {
            uptimes.add(row.number(window.text()));
        }
        return new MonitorHistoryState(monitorId, patience, row.time("first_pulse_at"), row.time("rolled_to"), uptimes);
    }

    /** When a monitor was up and down within a window: its gaps reach beyond both ends, since each is judged as a whole. */
    UptimeCalculator coverage(MonitorHistoryState monitor, Instant from, Instant to, Instant now) {
        Instant before = single(LAST, monitor.id(), from);
        Instant next = single(NEXT, monitor.id(), to, now);
        Instant last = next != null ? next : single(LAST, monitor.id(), now);
        if (last == null) {
            return UptimeCalculator.unknown();
        }
        List<Gap> found = sql.query(
                GAPS,
                row -> new Gap(row.time("before_at"), row.time("at")),
                monitor.id(),
                before != null ? before : from,
                last,
                monitor.patience().afterPulse() / MILLIS);
        List<TimeRange> gaps = new ArrayList<>();
        Instant known = before != null ? before : last;
        for (Gap gap : found) {
            if (gap.from() != null) {
                gaps.add(TimeRange.of(gap.from(), gap.to()));
            } else if (before == null) {
                known = gap.to();
            }
        }
        if (next == null) {
            gaps.add(TimeRange.of(last, now));
        }
        List<TimeRange> absences = absences(gaps, from, to);
        return new UptimeCalculator(known.toEpochMilli(), now.toEpochMilli(), gaps, absences, monitor.patience());
    }

    /** Also those that only touch a gap's part outside of the window. */
    private List<TimeRange> absences(List<TimeRange> gaps, Instant from, Instant to) {
        long begin = gaps.stream().mapToLong(TimeRange::from).min().orElse(Long.MAX_VALUE);
        long end = gaps.stream().mapToLong(TimeRange::to).max().orElse(Long.MIN_VALUE);
        return sql.query(
                ABSENCES,
                row -> TimeRange.of(row.time("from_at"), row.time("to_at")),
                Instant.ofEpochMilli(Math.min(begin, from.toEpochMilli())),
                Instant.ofEpochMilli(Math.max(end, to.toEpochMilli())));
    }

    /** The hours that are not aggregated yet, up to the one that has just begun, judged and measured now. */
    List<Bucket> hours(MonitorHistoryState monitor, Instant from, Instant to, Instant now) {
        long hours = (to.toEpochMilli() - from.toEpochMilli() + UptimeService.HOUR - 1) / UptimeService.HOUR;
        return IntStream.range(0, (int) Math.max(0, hours))
                .mapToObj(i -> from.plusMillis(i * UptimeService.HOUR))
                .map(hour -> measure(monitor, hour, now))
                .toList();
    }

    /** An hour of a monitor. */
    Bucket measure(MonitorHistoryState monitor, Instant hour, Instant now) {
        Instant end = hour.plusMillis(UptimeService.HOUR);
        UptimeTotals tally = coverage(monitor, hour, end, now).within(TimeRange.of(hour, end));
        return sql.query(
                        "select " + Bucket.OF_PULSES + " from pulse where monitor_id = ? and at >= ? and at < ?",
                        row -> Bucket.of(row, hour, tally),
                        monitor.id(),
                        hour,
                        end)
                .get(0);
    }

    private Instant single(String query, Object... parameters) {
        return sql.query(query, row -> row.time("at"), parameters).get(0);
    }
}
