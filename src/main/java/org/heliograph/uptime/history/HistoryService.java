package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.calculation.TimeRange;
import org.heliograph.uptime.calculation.UptimeCalculator;
import org.heliograph.uptime.calculation.UptimeTotals;

/** The history of a monitor by the minute, the hour or the day, up to this moment. Empty for one that never had a pulse. */
@ApplicationScoped
public class HistoryService {
    private static final Duration RAW = Duration.ofHours(24);
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private static final String MINUTES = "select number, " + Bucket.OF_PULSES
            + " from (select floor(extract(epoch from at) / 60) as number, latency, custom1, custom2, custom3 from pulse"
            + " where monitor_id = ? and at >= ? and at <= ?) as pulses group by number";

    private static final String STORED =
            "select * from %s where monitor_id = ? and starts_at >= ? and starts_at < ? order by starts_at";

    private SqlTemplate sql;
    private PulseGapRepository timelines;
    private Configuration configuration;

    /** For the container's proxies. */
    protected HistoryService() {}

    @Inject
    HistoryService(SqlTemplate sql, PulseGapRepository timelines, Configuration configuration) {
        this.sql = sql;
        this.timelines = timelines;
        this.configuration = configuration;
    }

    /** The minutes of the last 24 hours. */
    public List<Bucket> raw(String monitorId) {
        Optional<MonitorHistoryState> found = begun(monitorId);
        if (found.isEmpty()) {
            return List.of();
        }
        MonitorHistoryState monitor = found.get();
        Instant now = timelines.now();
        Instant from = later(now.minus(RAW), monitor.firstPulse()).truncatedTo(ChronoUnit.MINUTES);
        UptimeCalculator coverage = timelines.coverage(monitor, from, now, now);
        Map<Instant, Bucket> measured = new HashMap<>();
        sql.query(
                MINUTES,
                row -> {
                    Instant minute = Instant.ofEpochSecond(60 * row.bigint("number"));
                    return measured.put(minute, Bucket.of(row, minute, tally(coverage, minute, now)));
                },
                monitorId,
                from,
                now);
        List<Bucket> minutes = new ArrayList<>();
        for (Instant minute = from; !minute.isAfter(now); minute = minute.plusMillis(MINUTE)) {
            Bucket bucket = measured.get(minute);
            minutes.add(bucket != null ? bucket : Bucket.empty(minute, tally(coverage, minute, now)));
        }
        return minutes;
    }

    private static UptimeTotals tally(UptimeCalculator coverage, Instant minute, Instant now) {
        Instant end = minute.plusMillis(MINUTE);
        return coverage.within(TimeRange.of(minute, end.isAfter(now) ? later(minute, now) : end));
    }

    /** The hours for as long as they are kept. */
    public List<Bucket> hourly(String monitorId) {
        Instant now = timelines.now();
        return begun(monitorId)
                .map(monitor ->
                        hours(monitor, now.minus(configuration.get(MonitoringSettings.PULSE_HOUR_RETENTION)), now))
                .orElse(List.of());
    }

    private List<Bucket> hours(MonitorHistoryState monitor, Instant from, Instant now) {
        List<Bucket> hours =
                new ArrayList<>(stored("pulse_hour", monitor.id(), from, monitor.rawFrom(), UptimeService.HOUR));
        hours.addAll(timelines.hours(monitor, later(from.truncatedTo(ChronoUnit.HOURS), monitor.rawFrom()), now, now));
        return hours;
    }

    /** All days, in UTC. */
    public List<Bucket> daily(String monitorId) {
        Optional<MonitorHistoryState> monitor = begun(monitorId);
        return monitor.isEmpty() ? List.of() : daily(monitor.get(), Instant.EPOCH, Instant.MAX);
    }

    /** The days, in UTC, from one until before another. */
    public List<Bucket> daily(String monitorId, Instant from, Instant to) {
        // databases know no year that is all too far away
        Instant first = later(from, Instant.EPOCH);
        Instant end = later(to, Instant.EPOCH);
        return begun(monitorId).map(monitor -> daily(monitor, first, end)).orElse(List.of()).stream()
                .filter(day -> !day.start().isBefore(from) && day.start().isBefore(to))
                .toList();
    }

    private List<Bucket> daily(MonitorHistoryState monitor, Instant from, Instant to) {
        Instant today = monitor.rawFrom().truncatedTo(ChronoUnit.DAYS);
        List<Bucket> days = new ArrayList<>(
                stored("pulse_day", monitor.id(), from, to.isBefore(today) ? to : today, UptimeService.DAY));
        if (!to.isAfter(today)) {
            return days;
        }
        Map<Instant, Bucket> latest = new TreeMap<>();
        for (Bucket hour : hours(monitor, today, timelines.now())) {
            Instant day = hour.start().truncatedTo(ChronoUnit.DAYS);
            latest.merge(
                    day, hour.plus(Bucket.empty(day, UptimeTotals.NOTHING), day), (one, more) -> one.plus(more, day));
        }
        days.addAll(latest.values());
        return days;
    }

    /** What is stored of hours or days, from a start until before an end. */
    List<Bucket> stored(String table, String monitorId, Instant from, Instant to, long length) {
        return sql.query(STORED.formatted(table), row -> Bucket.stored(row, length), monitorId, from, to);
    }

    private Optional<MonitorHistoryState> begun(String monitorId) {
        return timelines.find(monitorId).filter(monitor -> monitor.firstPulse() != null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
