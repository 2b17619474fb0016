package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.persistence.SqlTemplate;

/**
 * Reads what the pulses of one or many monitors have measured, summed up by minute, hour or day. The database sums up, so that the
 * number of queries does not depend on the number of monitors, nor that of the rows, except where each monitor has its own.
 */
@ApplicationScoped
class BucketRepository {
    private static final String OF_PULSES = "select %1$snumber, " + Bucket.OF_PULSES
            + " from (select p.monitor_id, floor(extract(epoch from p.at) / %2$s) as number, p.latency, p.custom1,"
            + " p.custom2, p.custom3 from pulse p%3$s) as pulses group by %1$snumber";

    private static final String WITHIN = " where p.monitor_id = any(?) and p.at >= ? and p.at <= ? and not p.failed";

    /** Of each monitor those pulses that are not part of a stored hour; before its first one, that is all. */
    private static final String NOT_STORED = " join monitor_state s on s.monitor_id = p.monitor_id" + WITHIN
            + " and (p.at >= s.rolled_to or s.rolled_to <> date_trunc('hour', s.rolled_to))";

    private static final String STORED = "select starts_at" + sums()
            + " from %s where monitor_id = any(?) and starts_at >= ? and starts_at < ? group by starts_at";

    private static final String DAYS_EACH =
            "select * from pulse_day where monitor_id = any(?) and starts_at >= ? and starts_at < ?";

    private static final String EACH = "monitor_id, ";
    private static final long SECOND = 1000;

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected BucketRepository() {}

    @Inject
    BucketRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    private static String sums() {
        StringBuilder sql = new StringBuilder();
        for (String column : Bucket.COLUMNS.replace(" ", "").split(",")) {
            boolean extreme = column.endsWith("_min") || column.endsWith("_max");
            if (!column.equals("monitor_id") && !column.equals("starts_at")) {
                String function = extreme ? column.substring(column.length() - 3) : "sum";
                sql.append(", ").append(function).append('(').append(column).append(") as ");
                sql.append(column);
            }
        }
        return sql.toString();
    }

    /** All pulses of a range, both ends included. @param length of a bucket in milliseconds */
    Map<Instant, Bucket> ofPulses(Collection<String> monitorIds, Instant from, Instant to, long length) {
        return together(OF_PULSES.formatted("", length / SECOND, WITHIN), monitorIds, from, to, length);
    }

    /** The pulses of a range that are not part of a stored hour yet. @param length of a bucket in milliseconds */
    Map<Instant, Bucket> notStored(Collection<String> monitorIds, Instant from, Instant to, long length) {
        return together(OF_PULSES.formatted("", length / SECOND, NOT_STORED), monitorIds, from, to, length);
    }

    private Map<Instant, Bucket> together(
            String query, Collection<String> monitorIds, Instant from, Instant to, long length) {
        Map<Instant, Bucket> buckets = new HashMap<>();
        sql.query(
                query,
                row -> {
                    Instant start = Instant.ofEpochMilli(row.bigint("number") * length);
                    return buckets.put(start, Bucket.of(row, start, UptimeTotals.NONE));
                },
                monitorIds,
                from,
                to);
        return buckets;
    }

    /** As {@link #notStored}, of each monitor for itself. */
    Map<String, Map<Instant, Bucket>> notStoredEach(
            Collection<String> monitorIds, Instant from, Instant to, long length) {
        Map<String, Map<Instant, Bucket>> buckets = new HashMap<>();
        sql.query(
                OF_PULSES.formatted(EACH, length / SECOND, NOT_STORED),
                row -> {
                    Instant start = Instant.ofEpochMilli(row.bigint("number") * length);
                    return buckets.computeIfAbsent(row.text("monitor_id"), id -> new TreeMap<>())
                            .put(start, Bucket.of(row, start, UptimeTotals.NONE));
                },
                monitorIds,
                from,
                to);
        return buckets;
    }

    /** The stored hours that start within a range, with the sums of their totals. */
    Map<Instant, Bucket> hours(Collection<String> monitorIds, Instant from, Instant to) {
        return stored("pulse_hour", monitorIds, from, to, Bucket.HOUR);
    }

    /** The stored days that start within a range, with the sums of their totals; the last of them may be incomplete. */
    Map<Instant, Bucket> days(Collection<String> monitorIds, Instant from, Instant to) {
        return stored("pulse_day", monitorIds, from, to, Bucket.DAY);
    }

    private Map<Instant, Bucket> stored(
            String table, Collection<String> monitorIds, Instant from, Instant to, long length) {
        Map<Instant, Bucket> buckets = new HashMap<>();
        sql.query(
                STORED.formatted(table),
                row -> {
                    Bucket bucket = Bucket.stored(row, length);
                    return buckets.put(bucket.start(), bucket);
                },
                monitorIds,
                from,
                to);
        return buckets;
    }

    /** As {@link #days}, of each monitor for itself. */
    Map<String, Map<Instant, Bucket>> daysEach(Collection<String> monitorIds, Instant from, Instant to) {
        Map<String, Map<Instant, Bucket>> buckets = new HashMap<>();
        sql.query(
                DAYS_EACH,
                row -> {
                    Bucket bucket = Bucket.stored(row, Bucket.DAY);
                    return buckets.computeIfAbsent(row.text("monitor_id"), id -> new TreeMap<>())
                            .put(bucket.start(), bucket);
                },
                monitorIds,
                from,
                to);
        return buckets;
    }

    /** The stored hours or days of a monitor that start within a range. @param length of each, in milliseconds */
    List<Bucket> of(String monitorId, String table, Instant from, Instant to, long length) {
        return List.copyOf(new TreeMap<>(stored(table, List.of(monitorId), from, to, length)).values());
    }
}
