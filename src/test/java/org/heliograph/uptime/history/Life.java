package org.heliograph.uptime.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.calculation.Pulses;
import org.heliograph.uptime.calculation.TimeRange;
import org.heliograph.uptime.calculation.Tolerance;
import org.heliograph.uptime.calculation.UptimeTotals;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;

/** Three days of a monitor that pulses about every minute, sometimes late, with outages of its own and one of the server. */
final class Life {
    static final Instant START = Instant.parse("2026-03-16T10:20:00Z");
    static final Instant END = Instant.parse("2026-03-19T14:00:00Z");

    private static final int INTERVAL = 60;
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());
    private static final Tolerance PATIENCE = Tolerance.of(INTERVAL, 1, Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final TimeRange ABSENCE =
            TimeRange.of(Instant.parse("2026-03-17T03:10:00Z"), Instant.parse("2026-03-17T05:50:00Z"));
    private static final Map<TestDatabase, Life> LIVED = new EnumMap<>(TestDatabase.class);

    final long seed = new Random().nextLong();
    final List<Long> pulses = new ArrayList<>();
    final List<Double> latencies = new ArrayList<>();
    final String monitor;
    final MovableClock clock = new MovableClock(START);
    final PulseGapRepository timelines;
    final HistoryService histories;
    final Rollup rollup;

    private final TestDatabase database;
    private final UptimeUpdater work;
    private final Random random = new Random(seed);
    private final List<Object[]> late = new ArrayList<>();
    private Instant next = START.plusSeconds(5);

    private Life(TestDatabase database) {
        this.database = database;
        timelines = new PulseGapRepository(database.rows(), DEFAULTS, clock);
        histories = new HistoryService(database.rows(), timelines, DEFAULTS);
        rollup = new Rollup(database.rows(), timelines, DEFAULTS);
        work = new UptimeUpdater(
                new UptimeRepository(database.rows(), new RecordingStatusPagePublisher(), DEFAULTS),
                timelines,
                histories,
                rollup,
                new NoPresence());
        monitor = database.monitor(INTERVAL, 1, 0, START);
        database.rows().update("delete from server_absence");
        String absence = "insert into server_absence (from_at, to_at) values (?, ?)";
        database.rows().update(absence, Instant.ofEpochMilli(ABSENCE.from()), Instant.ofEpochMilli(ABSENCE.to()));
    }

    /** Lived once on each database. */
    static synchronized Life on(TestDatabase database) {
        return LIVED.computeIfAbsent(database, Life::live);
    }

    private static Life live(TestDatabase database) {
        Life life = new Life(database);
        for (Instant now = START; !now.isAfter(END); now = now.plus(STEP)) {
            life.clock.moveTo(now);
            life.pulseUntil(now);
            life.work.run();
        }
        return life;
    }

    /** What is true of it, by all its pulses. */
    UptimeTotals truth(Instant from, Instant to) {
        return Pulses.coverage(
                        PATIENCE,
                        List.of(ABSENCE),
                        END.toEpochMilli(),
                        pulses.stream().mapToLong(Long::longValue))
                .within(TimeRange.of(from, to));
    }

    private void pulseUntil(Instant now) {
        List<Object[]> arrived = new ArrayList<>(late);
        late.clear();
        while (next.isBefore(now)) {
            if (ABSENCE.overlap(TimeRange.of(next, next.plusMillis(1))) == 0) {
                double latency = random.nextInt(1000);
                pulses.add(next.toEpochMilli());
                latencies.add(latency);
                boolean isLate = random.nextInt(10) == 0 && now.isBefore(END);
                (isLate ? late : arrived).add(new Object[] {monitor, next, latency, 7.0});
            }
            boolean outage = random.nextInt(300) == 0;
            next = next.plusMillis(outage ? random.nextInt(20_000_000) : 45_000 + random.nextInt(25_000));
        }
        database.rows().batch("insert into pulse (monitor_id, at, latency, custom1) values (?, ?, ?, ?)", arrived);
        database.rows()
                .update(
                        "update monitor_state set first_pulse_at = (select min(at) from pulse where monitor_id = ?)"
                                + " where monitor_id = ? and first_pulse_at is null",
                        monitor,
                        monitor);
    }
}
