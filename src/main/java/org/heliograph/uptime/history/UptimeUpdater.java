package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/** Every minute, for each monitor: aggregates its complete hours, purges its old pulses and computes its uptimes. */
@ApplicationScoped
public class UptimeUpdater {
    private static final Logger LOG = Logger.getLogger(UptimeUpdater.class.getName());
    private static final int BATCH = 10;
    private static final long MAX_RUN_NANOS = Duration.ofMillis(700).toNanos();

    private HistoryRepository repository;
    private MonitorStateRepository states;
    private PulseGapRepository gaps;
    private BucketRepository buckets;
    private ServerAvailability availability;
    private Clock clock;

    /** For the container's proxies. */
    protected UptimeUpdater() {}

    @Inject
    UptimeUpdater(
            HistoryRepository repository,
            MonitorStateRepository states,
            PulseGapRepository gaps,
            BucketRepository buckets,
            ServerAvailability availability,
            Clock clock) {
        this.repository = repository;
        this.states = states;
        this.gaps = gaps;
        this.buckets = buckets;
        this.availability = availability;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(UptimeUpdater updater) {
        return new ScheduledJob("uptime", Duration.ofSeconds(1), updater::run);
    }

    /** Updates the monitors that are due, as many as fit into a second. */
    public void run() {
        long start = System.nanoTime();
        // an outage that has just ended must be recorded before its hours are aggregated
        availability.heartbeat();
        List<String> due;
        do {
            due = repository.takeDue(Timestamps.now(clock), BATCH);
            due.forEach(this::tryUpdate);
        } while (due.size() == BATCH && System.nanoTime() - start < MAX_RUN_NANOS);
    }

    private void tryUpdate(String monitorId) {
        try {
            update(monitorId);
        } catch (RuntimeException failed) {
            // a failure of one monitor must not stop the others
            LOG.log(
                    DatabaseException.logLevel(failed),
                    "the uptimes of a monitor could not be computed; retried in a minute",
                    failed);
        }
    }

    private void update(String monitorId) {
        Optional<MonitorHistoryState> found = states.find(monitorId);
        if (found.isEmpty()) {
            return;
        }
        Instant now = Timestamps.now(clock);
        MonitorHistoryState monitor = found.get();
        if (repository.hasCompleteHour(monitor, now)) {
            MonitorState rolled = monitor.state().withRolledTo(repository.aggregate(monitor, now));
            monitor = new MonitorHistoryState(rolled, monitor.settings());
        }
        if (repository.hasOldPulses(monitor, now)) {
            repository.purgePulses(monitor, now);
        }
        if (monitor.state().firstPulse() != null) {
            List<Double> computed = compute(monitor, now);
            if (!computed.equals(monitor.state().uptimes())) {
                repository.updateUptimes(monitorId, computed);
            }
        }
    }

    private List<Double> compute(MonitorHistoryState monitor, Instant now) {
        Instant rawFrom = monitor.state().rawFrom();
        Instant today = rawFrom.truncatedTo(ChronoUnit.DAYS);
        Instant lastHour = now.minusMillis(Bucket.HOUR);
        Instant hoursFrom = now.minusMillis(30 * Bucket.DAY + Bucket.HOUR);
        Instant daysFrom = now.minusMillis(366 * Bucket.DAY);
        String id = monitor.monitorId();
        UptimeCalculator raw = gaps.calculator(monitor, rawFrom.isBefore(lastHour) ? rawFrom : lastHour, now, now);
        List<Bucket> hours =
                buckets.of(id, "pulse_hour", hoursFrom.isBefore(today) ? hoursFrom : today, rawFrom, Bucket.HOUR);
        List<Bucket> days = buckets.of(id, "pulse_day", daysFrom, today, Bucket.DAY);
        List<Double> computed = new ArrayList<>();
        for (UptimeWindow window : UptimeWindow.values()) {
            TimeRange range = TimeRange.of(now.minus(window.length()), now);
            long from = Math.max(range.from(), rawFrom.toEpochMilli());
            UptimeTotals totals = raw.within(new TimeRange(Math.min(from, range.to()), range.to()));
            if (window == UptimeWindow.HOUR_1) {
                totals = raw.within(range);
            } else if (window.compareTo(UptimeWindow.DAYS_30) <= 0) {
                totals = totals.plus(sum(hours.stream(), Bucket.HOUR, range));
            } else {
                totals = totals.plus(
                                sum(hours.stream().filter(hour -> !hour.start().isBefore(today)), Bucket.HOUR, range))
                        .plus(sum(days.stream(), Bucket.DAY, range));
            }
            computed.add(totals.percent());
        }
        return computed;
    }

    /** A bucket that starts before the range counts with the share that lies within. */
    private static UptimeTotals sum(Stream<Bucket> buckets, long length, TimeRange range) {
        return buckets.map(bucket -> {
                    long start = bucket.start().toEpochMilli();
                    double share = (double) new TimeRange(start, start + length).overlap(range) / length;
                    UptimeTotals totals = bucket.totals();
                    return new UptimeTotals(Math.round(totals.up() * share), Math.round(totals.down() * share), 0);
                })
                .reduce(UptimeTotals.NONE, UptimeTotals::plus);
    }
}
