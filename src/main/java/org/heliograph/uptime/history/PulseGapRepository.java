package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.history.UptimeCalculator.Silence;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.TimeRange;

/**
 * Reads the reports of a monitor as silences and aggregates. The database computes both, so that few rows are read however many
 * reports there are; the number of queries does not depend on that of the server's outages.
 */
@ApplicationScoped
class PulseGapRepository {
    private static final String FIRST = "select min(at) as at from pulse where monitor_id = ? and at >= ? and at <= ?";
    private static final String LAST = "select max(at) as at from pulse where monitor_id = ? and at <= ?";

    private static final String SILENCES = "select at, failed, next_at from (select at, failed,"
            + " lead(at) over (order by at, failed) as next_at from pulse where monitor_id = ? and at between ? and ?)"
            + " as reports where next_at is null or failed"
            + " or extract(epoch from next_at) - extract(epoch from at) > ?";

    private static final String HOUR =
            "select " + Bucket.OF_PULSES + " from pulse where monitor_id = ? and at >= ? and at < ? and not failed";

    private static final double SECOND = 1000;

    private SqlTemplate sql;
    private OutageRepository outages;

    /** For the container's proxies. */
    protected PulseGapRepository() {}

    @Inject
    PulseGapRepository(SqlTemplate sql, OutageRepository outages) {
        this.sql = sql;
        this.outages = outages;
    }

    /**
     * The calculator for a range of a monitor's time. It gets the silences that cross the ends of the range with their full length,
     * since a silence is judged as a whole.
     */
    UptimeCalculator calculator(MonitorHistoryState monitor, Instant from, Instant to, Instant now) {
        String id = monitor.monitorId();
        Instant before = single(LAST, id, from);
        Instant first = before != null ? before : single(FIRST, id, from, now);
        if (first == null) {
            return UptimeCalculator.unknown();
        }
        Instant next = single(FIRST, id, to, now);
        long begin = Math.min(from.toEpochMilli(), first.toEpochMilli());
        long end = Math.max(to.toEpochMilli(), next == null ? now.toEpochMilli() : next.toEpochMilli());
        List<TimeRange> away = outages.between(Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end));
        long tolerance = monitor.settings().tolerance();
        // a short silence around another outage is outside of the range
        OutageCondition around = OutageCondition.around(away.stream()
                .filter(outage -> outage.to() >= from.toEpochMilli() - tolerance
                        && outage.from() <= to.toEpochMilli() + tolerance)
                .toList());
        List<Silence> silences = silences(around, next, now, id, first, next == null ? now : next, tolerance / SECOND);
        return new UptimeCalculator(first.toEpochMilli(), now.toEpochMilli(), silences, away, monitor.settings());
    }

    /**
     * @param next       the report at the end; null for silences until now, the last of which ends now
     * @param parameters the monitor's id, the first and the last report, and the longest silence that is left out, in seconds
     */
    private List<Silence> silences(OutageCondition around, Instant next, Instant now, Object... parameters) {
        List<Silence> silences = new ArrayList<>();
        sql.query(
                SILENCES + around.sql(),
                row -> {
                    Instant end = row.time("next_at");
                    if (end != null || next == null) {
                        TimeRange range = TimeRange.of(row.time("at"), end == null ? now : end);
                        silences.add(new Silence(range, row.bool("failed")));
                    }
                    return null;
                },
                around.parametersAfter(parameters));
        return silences;
    }

    /** The hours of a range, computed from the reports; the last one may have just begun. */
    List<Bucket> hours(MonitorHistoryState monitor, Instant from, Instant to, Instant now) {
        long hours = (to.toEpochMilli() - from.toEpochMilli() + Bucket.HOUR - 1) / Bucket.HOUR;
        return IntStream.range(0, (int) Math.max(0, hours))
                .mapToObj(i -> from.plusMillis(i * Bucket.HOUR))
                .map(start -> hour(monitor, start, now))
                .toList();
    }

    private Bucket hour(MonitorHistoryState monitor, Instant start, Instant now) {
        Instant end = start.plusMillis(Bucket.HOUR);
        UptimeTotals totals = calculator(monitor, start, end, now).within(TimeRange.of(start, end));
        return sql.query(HOUR, row -> Bucket.of(row, start, totals), monitor.monitorId(), start, end)
                .get(0);
    }

    private Instant single(String query, Object... parameters) {
        return sql.query(query, row -> row.time("at"), parameters).get(0);
    }
}
