package org.heliograph.uptime.history;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.persistence.SqlRow;
import org.heliograph.uptime.state.Pulse;

/**
 * A minute, an hour or a day of a monitor's history.
 *
 * @param pulses  the number of its pulses
 * @param latency of its pulses
 * @param customs of the custom metrics
 */
public record Bucket(Instant start, UptimeTotals totals, int pulses, MetricStats latency, List<MetricStats> customs) {
    /** The columns of {@code pulse_hour} and {@code pulse_day} in the order of {@link #parameters}. */
    static final String COLUMNS = "monitor_id, starts_at, up_millis, down_millis, pulses, latency_min, latency_max,"
            + " latency_sum, custom1_min, custom1_max, custom1_sum, custom1_count, custom2_min, custom2_max, custom2_sum,"
            + " custom2_count, custom3_min, custom3_max, custom3_sum, custom3_count";

    /** The aggregates of pulses in SQL, under the names of these columns. */
    static final String OF_PULSES = aggregates();

    /** The length of an hour and of a day in milliseconds. */
    static final long HOUR = Duration.ofHours(1).toMillis();

    static final long DAY = Duration.ofDays(1).toMillis();

    private static String aggregates() {
        StringBuilder sql = new StringBuilder("count(*) as pulses, min(latency) as latency_min,"
                + " max(latency) as latency_max, sum(latency) as latency_sum");
        for (int i = 1; i <= Pulse.METRICS; i++) {
            sql.append(", min(custom%1$s) as custom%1$s_min, max(custom%1$s) as custom%1$s_max,".formatted(i))
                    .append(" sum(custom%1$s) as custom%1$s_sum, count(custom%1$s) as custom%1$s_count".formatted(i));
        }
        return sql.toString();
    }

    /** A bucket without pulses. */
    static Bucket empty(Instant start, UptimeTotals totals) {
        return new Bucket(
                start, totals, 0, MetricStats.NONE, List.of(MetricStats.NONE, MetricStats.NONE, MetricStats.NONE));
    }

    /** From a row of {@link #OF_PULSES}, whose uptime is computed separately. */
    static Bucket of(SqlRow row, Instant start, UptimeTotals totals) throws SQLException {
        int pulses = row.integer("pulses");
        List<MetricStats> customs = new ArrayList<>();
        for (int i = 1; i <= Pulse.METRICS; i++) {
            customs.add(stats(row, "custom" + i, row.integer("custom" + i + "_count")));
        }
        return new Bucket(start, totals, pulses, stats(row, "latency", pulses), customs);
    }

    /** From a stored hour or day. @param length in milliseconds */
    static Bucket stored(SqlRow row, long length) throws SQLException {
        long up = row.bigint("up_millis");
        long down = row.bigint("down_millis");
        return of(row, row.time("starts_at"), new UptimeTotals(up, down, length - up - down));
    }

    private static MetricStats stats(SqlRow row, String name, int count) throws SQLException {
        Double sum = row.number(name + "_sum");
        return sum == null || count == 0
                ? MetricStats.NONE
                : new MetricStats(row.number(name + "_min"), row.number(name + "_max"), sum, count);
    }

    /** The sum of two buckets, as one with a start of its own. */
    Bucket plus(Bucket other, Instant newStart) {
        List<MetricStats> sums = new ArrayList<>();
        for (int i = 0; i < Pulse.METRICS; i++) {
            sums.add(customs.get(i).plus(other.customs.get(i)));
        }
        return new Bucket(
                newStart, totals.plus(other.totals), pulses + other.pulses, latency.plus(other.latency), sums);
    }

    /** The same measurements with other totals. */
    Bucket with(UptimeTotals other) {
        return new Bucket(start, other, pulses, latency, customs);
    }

    /** Whether anything is known of its time. */
    boolean isKnown() {
        return pulses > 0 || totals.up() + totals.down() > 0;
    }

    /** The values of {@link #COLUMNS}. */
    Object[] parameters(String monitorId) {
        List<Object> values = new ArrayList<>();
        values.add(monitorId);
        values.add(start);
        values.add(totals.up());
        values.add(totals.down());
        values.add(pulses);
        values.add(latency.min());
        values.add(latency.max());
        values.add(latency.sum());
        for (MetricStats custom : customs) {
            values.add(custom.min());
            values.add(custom.max());
            values.add(custom.sum());
            values.add(custom.count());
        }
        return values.toArray();
    }
}
