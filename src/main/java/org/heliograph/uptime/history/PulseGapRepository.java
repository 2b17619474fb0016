package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.state.MonitorHistoryState;

/**
 * Reads the pulses of a monitor as gaps and aggregates. The database computes both, so that few rows are read however many pulses
 * there are.
 */
@ApplicationScoped
class PulseGapRepository {
    private static final String LAST = "select max(at) as at from pulse where monitor_id = ? and at <= ?";
    private static final String NEXT = "select min(at) as at from pulse where monitor_id = ? and at >= ? and at <= ?";

    private static final String GAPS = "select before_at, at from (select at, lag(at) over (order by at) as before_at"
            + " from pulse where monitor_id = ? and at between ? and ?) as neighbours"
            + " where before_at is null or extract(epoch from at) - extract(epoch from before_at) > ?";

    private static final String OUTAGES =
            "select from_at, to_at from server_outage where to_at > ? and from_at < ? order by from_at";

    private static final String HOUR =
            "select " + Bucket.OF_PULSES + " from pulse where monitor_id = ? and at >= ? and at < ?";

    private static final double SECOND = 1000;

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected PulseGapRepository() {}

    @Inject
    PulseGapRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /**
     * The calculator for a range of a monitor's time. It gets the gaps that cross the ends of the range with their full length, since
     * a gap is judged as a whole.
     */
    UptimeCalculator calculator(MonitorHistoryState monitor, Instant from, Instant to, Instant now) {
        Instant before = single(LAST, monitor.monitorId(), from);
        Instant next = single(NEXT, monitor.monitorId(), to, now);
        Instant last = next != null ? next : single(LAST, monitor.monitorId(), now);
        if (last == null) {
            return UptimeCalculator.unknown();
        }
        List<TimeRange> gaps = new ArrayList<>(sql.query(
                GAPS,
                PulseGapRepository::gap,
                monitor.monitorId(),
                before != null ? before : from,
                last,
                monitor.settings().tolerance() / SECOND));
        Instant first = before != null ? before : last;
        long knownFrom = gaps.stream()
                .filter(gap -> before == null && gap.length() == 0)
                .mapToLong(TimeRange::from)
                .findFirst()
                .orElse(first.toEpochMilli());
        gaps.removeIf(gap -> gap.length() == 0);
        if (next == null) {
            gaps.add(TimeRange.of(last, now));
        }
        return new UptimeCalculator(knownFrom, now.toEpochMilli(), gaps, outages(gaps, from, to), monitor.settings());
    }

    /** The first pulse has no gap before it and becomes an empty range. */
    private static TimeRange gap(SqlRow row) throws SQLException {
        Instant at = row.time("at");
        Instant before = row.time("before_at");
        return TimeRange.of(before == null ? at : before, at);
    }

    /** Also those outages that overlap a gap only outside of the range. */
    private List<TimeRange> outages(List<TimeRange> gaps, Instant from, Instant to) {
        long begin = gaps.stream().mapToLong(TimeRange::from).min().orElse(Long.MAX_VALUE);
        long end = gaps.stream().mapToLong(TimeRange::to).max().orElse(Long.MIN_VALUE);
        return sql.query(
                OUTAGES,
                row -> TimeRange.of(row.time("from_at"), row.time("to_at")),
                Instant.ofEpochMilli(Math.min(begin, from.toEpochMilli())),
                Instant.ofEpochMilli(Math.max(end, to.toEpochMilli())));
    }

    /** The hours of a range, computed from the pulses; the last one may have just begun. */
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
