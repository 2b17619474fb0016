package org.heliograph.uptime.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.uptime.calculation.TimeRange;
import org.heliograph.uptime.calculation.UptimeCalculator;
import org.heliograph.uptime.calculation.UptimeTotals;

/** The uptimes of several windows that all end now: hours and days as aggregated, and what came after them from the pulses. */
public final class UptimeService {
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();

    private UptimeService() {}

    /** Back to when an uptime counts. */
    public enum Window {
        HOUR_1("uptime1h", 1),
        DAY_1("uptime24h", 24),
        DAYS_7("uptime7d", 7 * 24),
        DAYS_30("uptime30d", 30 * 24),
        DAYS_90("uptime90d", 90 * 24),
        DAYS_365("uptime365d", 365 * 24);

        private final String text;
        private final Duration length;

        Window(String text, int hours) {
            this.text = text;
            length = Duration.ofHours(hours);
        }

        /** Its name on the wire and in the database. */
        public String text() {
            return text;
        }

        TimeRange until(Instant now) {
            return TimeRange.of(now.minus(length), now);
        }
    }

    /** The names of all windows, the shortest first. */
    public static List<String> names() {
        return Stream.of(Window.values()).map(Window::text).toList();
    }

    /**
     * The uptime of each window in percent; null where nothing is known.
     *
     * @param raw     covers the last hour, and all from {@code rawFrom}
     * @param hours   the hours before {@code rawFrom}, as far back as the window of thirty days and the day of {@code rawFrom} need
     * @param days    the whole days before that
     */
    static List<Double> of(
            Instant now, UptimeCalculator raw, Instant rawFrom, Collection<Bucket> hours, Collection<Bucket> days) {
        Instant today = rawFrom.truncatedTo(ChronoUnit.DAYS);
        List<Double> uptimes = new ArrayList<>();
        for (Window window : Window.values()) {
            TimeRange span = window.until(now);
            long from = Math.max(span.from(), rawFrom.toEpochMilli());
            UptimeTotals tally = raw.within(new TimeRange(Math.min(from, span.to()), span.to()));
            if (window == Window.HOUR_1) {
                tally = raw.within(span);
            } else if (window.compareTo(Window.DAYS_30) <= 0) {
                tally = tally.plus(sum(hours.stream(), HOUR, span));
            } else {
                tally = tally.plus(
                                sum(hours.stream().filter(hour -> !hour.start().isBefore(today)), HOUR, span))
                        .plus(sum(days.stream().filter(day -> day.start().isBefore(today)), DAY, span));
            }
            uptimes.add(tally.percent());
        }
        return uptimes;
    }

    /** Of a bucket that begins before the window only the share counts that lies within. */
    private static UptimeTotals sum(Stream<Bucket> buckets, long length, TimeRange window) {
        return buckets.map(bucket -> {
                    long start = bucket.start().toEpochMilli();
                    double share = (double) new TimeRange(start, start + length).overlap(window) / length;
                    UptimeTotals tally = bucket.tally();
                    return new UptimeTotals(Math.round(tally.up() * share), Math.round(tally.down() * share), 0);
                })
                .reduce(UptimeTotals.NOTHING, UptimeTotals::plus);
    }
}
