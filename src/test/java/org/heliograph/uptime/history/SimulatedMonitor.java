package org.heliograph.uptime.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.TimeRange;

/**
 * Three simulated days of a monitor: a pulse about every minute, some of them late, failures, silences, and an outage of the server.
 */
final class SimulatedMonitor {
    static final Instant START = Instant.parse("2026-03-16T10:20:00Z");
    static final Instant END = Instant.parse("2026-03-19T14:00:00Z");

    private static final int INTERVAL = 60;
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());
    private static final CheckSettings SETTINGS = CheckSettings.of(INTERVAL, 1, 0, DEFAULTS);
    private static final TimeRange OUTAGE =
            TimeRange.of(Instant.parse("2026-03-17T03:10:00Z"), Instant.parse("2026-03-17T05:50:00Z"));
    private static final Map<TestDatabase, SimulatedMonitor> SIMULATED = new EnumMap<>(TestDatabase.class);

    final long seed = new Random().nextLong();
    final List<Long> pulses = new ArrayList<>();
    final Set<Long> failures = new HashSet<>();
    final List<Double> latencies = new ArrayList<>();
    final String monitor;
    final MovableClock clock = new MovableClock(START);
    final MonitorStateRepository states;
    final HistoryService histories;
    final BucketRepository buckets;
    final HistoryRepository repository;

    private final TestDatabase database;
    private final UptimeUpdater updater;
    private final Random random = new Random(seed);
    private final List<Object[]> late = new ArrayList<>();
    private Instant next = START.plusSeconds(5);

    private SimulatedMonitor(TestDatabase database) {
        this.database = database;
        states = new MonitorStateRepository(database.sql(), DEFAULTS);
        PulseGapRepository gaps = new PulseGapRepository(database.sql(), new OutageRepository(database.sql()));
        buckets = new BucketRepository(database.sql());
        TimelineRepository timelines =
                new TimelineRepository(database.sql(), states, new OutageRepository(database.sql()), DEFAULTS);
        histories = new HistoryService(buckets, gaps, timelines, states, DEFAULTS, clock);
        repository = new HistoryRepository(database.sql(), states, gaps, new RecordingStatusPagePublisher(), DEFAULTS);
        updater = new UptimeUpdater(repository, states, gaps, buckets, new NoAvailability(), clock);
        monitor = database.monitor(INTERVAL, 1, 0, START);
        database.sql().update("delete from server_outage");
        String insert = "insert into server_outage (from_at, to_at) values (?, ?)";
        database.sql().update(insert, Instant.ofEpochMilli(OUTAGE.from()), Instant.ofEpochMilli(OUTAGE.to()));
    }

    /** Simulated once on each database. */
    static synchronized SimulatedMonitor on(TestDatabase database) {
        return SIMULATED.computeIfAbsent(database, SimulatedMonitor::simulate);
    }

    private static SimulatedMonitor simulate(TestDatabase database) {
        SimulatedMonitor simulated = new SimulatedMonitor(database);
        for (Instant now = START; !now.isAfter(END); now = now.plus(STEP)) {
            simulated.clock.moveTo(now);
            simulated.pulseUntil(now);
            simulated.updater.run();
        }
        return simulated;
    }

    /** Reads the timelines of many monitors. */
    TimelineRepository timelines() {
        return new TimelineRepository(database.sql(), states, new OutageRepository(database.sql()), DEFAULTS);
    }

    /** The totals of a range, computed from all pulses. */
    UptimeTotals expected(Instant from, Instant to) {
        return PulseGaps.calculator(
                        SETTINGS,
                        List.of(OUTAGE),
                        END.toEpochMilli(),
                        Stream.concat(pulses.stream(), failures.stream()).mapToLong(Long::longValue),
                        failures)
                .within(TimeRange.of(from, to));
    }

    private void pulseUntil(Instant now) {
        List<Object[]> arrived = new ArrayList<>(late);
        late.clear();
        while (next.isBefore(now)) {
            if (OUTAGE.overlap(TimeRange.of(next, next.plusMillis(1))) == 0) {
                double latency = random.nextInt(1000);
                boolean failed = random.nextInt(100) == 0;
                if (failed) {
                    failures.add(next.toEpochMilli());
                } else {
                    pulses.add(next.toEpochMilli());
                    latencies.add(latency);
                }
                boolean isLate = random.nextInt(10) == 0 && now.isBefore(END);
                (isLate ? late : arrived).add(new Object[] {monitor, next, latency, 7.0, failed});
            }
            boolean silence = random.nextInt(300) == 0;
            next = next.plusMillis(silence ? random.nextInt(20_000_000) : 45_000 + random.nextInt(25_000));
        }
        database.sql()
                .batch("insert into pulse (monitor_id, at, latency, custom1, failed) values (?, ?, ?, ?, ?)", arrived);
        database.sql()
                .update(
                        "update monitor_state set first_pulse_at = (select min(at) from pulse where monitor_id = ?)"
                                + " where monitor_id = ? and (first_pulse_at is null"
                                + " or first_pulse_at > (select min(at) from pulse where monitor_id = ?))",
                        monitor,
                        monitor,
                        monitor);
    }
}
