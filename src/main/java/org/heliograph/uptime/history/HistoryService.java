package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.TimeRange;

/** The history of a monitor by the minute, the hour or the day, until now. It is empty for a monitor without pulses. */
@ApplicationScoped
public class HistoryService {
    private static final Duration RAW = Duration.ofHours(24);
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private static final String MINUTES = "select number, " + Bucket.OF_PULSES
            + " from (select floor(extract(epoch from at) / 60) as number, latency, custom1, custom2, custom3 from pulse"
            + " where monitor_id = ? and at >= ? and at <= ? and not failed) as pulses group by number";

    private static final String STORED =
            "select * from %s where monitor_id = ? and starts_at >= ? and starts_at < ? order by starts_at";

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private PulseGapRepository gaps;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected HistoryService() {}

    @Inject
    HistoryService(
            SqlTemplate sql,
            MonitorStateRepository states,
            PulseGapRepository gaps,
            Configuration configuration,
            Clock clock) {
        this.sql = sql;
        this.states = states;
        this.gaps = gaps;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** The minutes of the last 24 hours. */
    public List<Bucket> raw(String monitorId) {
        return findWithPulses(monitorId).map(this::minutes).orElse(List.of());
    }

    private List<Bucket> minutes(MonitorHistoryState monitor) {
        Instant now = Timestamps.now(clock);
        Instant from = later(now.minus(RAW), monitor.state().firstPulse()).truncatedTo(ChronoUnit.MINUTES);
        UptimeCalculator calculator = gaps.calculator(monitor, from, now, now);
        Map<Instant, Bucket> withPulses = new HashMap<>();
        sql.query(
                MINUTES,
                row -> {
                    Instant minute = Instant.ofEpochSecond(60 * row.bigint("number"));
                    return withPulses.put(minute, Bucket.of(row, minute, totals(calculator, minute, now)));
                },
                monitor.monitorId(),
                from,
                now);
        List<Bucket> minutes = new ArrayList<>();
        for (Instant minute = from; !minute.isAfter(now); minute = minute.plusMillis(MINUTE)) {
            Bucket bucket = withPulses.get(minute);
            minutes.add(bucket != null ? bucket : Bucket.empty(minute, totals(calculator, minute, now)));
        }
        return minutes;
    }

    private static UptimeTotals totals(UptimeCalculator calculator, Instant minute, Instant now) {
        Instant end = minute.plusMillis(MINUTE);
        return calculator.within(TimeRange.of(minute, end.isAfter(now) ? later(minute, now) : end));
    }

    /** All hours that are kept. */
    public List<Bucket> hourly(String monitorId) {
        Instant now = Timestamps.now(clock);
        return findWithPulses(monitorId)
                .map(monitor ->
                        hours(monitor, now.minus(configuration.get(MonitoringSettings.PULSE_HOUR_RETENTION)), now))
                .orElse(List.of());
    }

    private List<Bucket> hours(MonitorHistoryState monitor, Instant from, Instant now) {
        Instant rawFrom = monitor.state().rawFrom();
        List<Bucket> hours = new ArrayList<>(stored("pulse_hour", monitor.monitorId(), from, rawFrom, Bucket.HOUR));
        hours.addAll(gaps.hours(monitor, later(from.truncatedTo(ChronoUnit.HOURS), rawFrom), now, now));
        return hours;
    }

    /** All days, in UTC. */
    public List<Bucket> daily(String monitorId) {
        return findWithPulses(monitorId)
                .map(monitor -> days(monitor, Instant.EPOCH, Instant.MAX))
                .orElse(List.of());
    }

    /** The days of a range, in UTC. */
    public List<Bucket> daily(String monitorId, Instant from, Instant to) {
        // the databases' range of years is smaller than that of an Instant
        Instant first = later(from, Instant.EPOCH);
        Instant end = later(to, Instant.EPOCH);
        return findWithPulses(monitorId).map(monitor -> days(monitor, first, end)).orElse(List.of()).stream()
                .filter(day -> !day.start().isBefore(from) && day.start().isBefore(to))
                .toList();
    }

    private List<Bucket> days(MonitorHistoryState monitor, Instant from, Instant to) {
        Instant today = monitor.state().rawFrom().truncatedTo(ChronoUnit.DAYS);
        List<Bucket> days = new ArrayList<>(
                stored("pulse_day", monitor.monitorId(), from, to.isBefore(today) ? to : today, Bucket.DAY));
        if (!to.isAfter(today)) {
            return days;
        }
        Map<Instant, Bucket> latest = new TreeMap<>();
        for (Bucket hour : hours(monitor, today, Timestamps.now(clock))) {
            Instant day = hour.start().truncatedTo(ChronoUnit.DAYS);
            latest.merge(
                    day, hour.plus(Bucket.empty(day, UptimeTotals.NONE), day), (one, other) -> one.plus(other, day));
        }
        days.addAll(latest.values());
        return days;
    }

    /** The stored hours or days that start within a range. @param length of each, in milliseconds */
    List<Bucket> stored(String table, String monitorId, Instant from, Instant to, long length) {
        return sql.query(STORED.formatted(table), row -> Bucket.stored(row, length), monitorId, from, to);
    }

    private Optional<MonitorHistoryState> findWithPulses(String monitorId) {
        return states.find(monitorId).filter(monitor -> monitor.state().firstPulse() != null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
