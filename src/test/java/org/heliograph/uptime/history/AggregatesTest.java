package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.TimeRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stored history of a {@link SimulatedMonitor} equals what all its pulses give, although most of them are purged. */
class AggregatesTest {
    private static final Instant END = SimulatedMonitor.END;
    private static final Instant HOUR_AGO = END.minus(Duration.ofHours(1));
    private static final Instant DAY_AGO = END.minus(Duration.ofDays(1));

    @ParameterizedTest
    @EnumSource
    void hoursAndDaysEqualThePulses(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);
        UptimeTotals expected = known(simulated.expected(SimulatedMonitor.START, END));

        assertThat(sum(simulated.histories.ofMonitor(simulated.monitor, HistoryScale.HOURLY)))
                .as("seed " + simulated.seed)
                .isEqualTo(expected);
        assertThat(sum(simulated.histories.ofMonitor(simulated.monitor, HistoryScale.DAILY)))
                .as("seed " + simulated.seed)
                .isEqualTo(expected);
        assertThat(sum(simulated.histories.ofMonitor(simulated.monitor, HistoryScale.RAW)))
                .as("seed " + simulated.seed)
                .isEqualTo(known(simulated.expected(DAY_AGO, END)));
    }

    @ParameterizedTest
    @EnumSource
    void timelineEqualsThePulsesInEveryHour(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);

        Timeline timeline = simulated
                .timelines()
                .timelines(List.of(simulated.monitor, "none"), Instant.EPOCH, END)
                .get(simulated.monitor);

        for (Instant hour = SimulatedMonitor.START; hour.isBefore(END); hour = hour.plus(Duration.ofHours(1))) {
            Instant end = hour.plus(Duration.ofHours(1));
            assertThat(timeline.within(TimeRange.of(hour, end)))
                    .as("seed " + simulated.seed + " at " + hour)
                    .isEqualTo(simulated.expected(hour, end));
        }
    }

    @ParameterizedTest
    @EnumSource
    void timelineIsWholeFromTheTimeFromWhichItIsNeeded(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);

        for (Instant from = END.minus(Duration.ofHours(4)); from.isBefore(END); from = from.plusSeconds(593)) {
            Timeline timeline = simulated
                    .timelines()
                    .timelines(List.of(simulated.monitor), from, END)
                    .get(simulated.monitor);

            assertThat(timeline.within(TimeRange.of(from, END)))
                    .as("seed " + simulated.seed + " from " + from)
                    .isEqualTo(simulated.expected(from, END));
        }
    }

    @ParameterizedTest
    @EnumSource
    void monitorWithoutReportsHasNoTimeline(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, END);

        assertThat(SimulatedMonitor.on(database).timelines().timelines(List.of(monitor), Instant.EPOCH, END))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void timeBeforeIntervalsWereKeptIsUnknown(TestDatabase database) {
        Instant pulse = END.minus(Duration.ofMinutes(50));
        String monitor = database.monitor(3_600, 0, 0, pulse);
        database.sql().update("insert into pulse (monitor_id, at, latency) values (?, ?, 1)", monitor, pulse);
        database.sql()
                .update(
                        "update monitor_state set first_pulse_at = ?, rolled_to = ?, intervals_from = ? where monitor_id = ?",
                        END.minus(Duration.ofDays(3)),
                        HOUR_AGO,
                        HOUR_AGO,
                        monitor);

        Timeline timeline = SimulatedMonitor.on(database)
                .timelines()
                .timelines(List.of(monitor), Instant.EPOCH, END)
                .get(monitor);

        assertThat(timeline.within(TimeRange.of(DAY_AGO, END)))
                .isEqualTo(new UptimeTotals(3_600_000, 0, 23 * 3_600_000));
        assertThat(timeline.witnessedSince(DAY_AGO.toEpochMilli())).isEqualTo(HOUR_AGO.toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource
    void uptimesEqualThePulses(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);
        List<Double> uptimes =
                simulated.states.find(simulated.monitor).orElseThrow().state().uptimes();

        assertThat(uptimes.get(0))
                .as("seed " + simulated.seed)
                .isEqualTo(simulated.expected(HOUR_AGO, END).percent());
        assertThat(uptimes.get(1))
                .as("seed " + simulated.seed)
                .isEqualTo(simulated.expected(DAY_AGO, END).percent());
        assertThat(uptimes.subList(2, 6))
                .as("seed " + simulated.seed)
                .containsOnly(simulated.expected(SimulatedMonitor.START, END).percent());
    }

    @ParameterizedTest
    @EnumSource
    void noMeasurementIsLost(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);

        assertMeasurements(simulated, simulated.histories.ofMonitor(simulated.monitor, HistoryScale.HOURLY));
        assertMeasurements(simulated, simulated.histories.ofMonitor(simulated.monitor, HistoryScale.DAILY));
    }

    @ParameterizedTest
    @EnumSource
    void pulsesAreKeptForADayAndTheOneBefore(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);

        long kept = Stream.concat(simulated.pulses.stream(), simulated.failures.stream())
                        .filter(at -> at > DAY_AGO.toEpochMilli())
                        .count()
                + 1;
        assertThat(database.number("select count(*) from pulse where monitor_id = ?", simulated.monitor))
                .as("seed " + simulated.seed)
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @EnumSource
    void hourIsAggregatedOnceByAllNodesTogether(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);
        Instant pulse = END.minus(Duration.ofHours(3));
        String monitor = database.monitor(60, 0, 0, pulse);
        database.sql().update("insert into pulse (monitor_id, at, latency) values (?, ?, 1)", monitor, pulse);
        database.sql().update("update monitor_state set first_pulse_at = ? where monitor_id = ?", pulse, monitor);
        MonitorHistoryState asBothNodesReadIt = simulated.states.find(monitor).orElseThrow();

        assertThat(simulated.repository.aggregate(asBothNodesReadIt, END)).isEqualTo(HOUR_AGO);
        assertThat(simulated.repository.aggregate(asBothNodesReadIt, END))
                .isEqualTo(asBothNodesReadIt.state().rolledTo());

        assertThat(sum(simulated.histories.ofMonitor(monitor, HistoryScale.HOURLY)))
                .isEqualTo(new UptimeTotals(60_000, 10_740_000, 0));
        assertThat(sum(simulated.histories.ofMonitor(monitor, HistoryScale.DAILY)))
                .isEqualTo(new UptimeTotals(60_000, 10_740_000, 0));
    }

    @ParameterizedTest
    @EnumSource
    void hourIsAggregatedOnlyWhenItsSilenceCanBeJudged(TestDatabase database) {
        SimulatedMonitor simulated = SimulatedMonitor.on(database);
        Instant pulse = Instant.parse("2026-03-19T10:40:00Z");
        Instant eleven = Instant.parse("2026-03-19T11:00:00Z");
        // half an hour of checks must miss it
        String monitor = database.monitor(60, 359, 0, pulse);
        database.sql().update("insert into pulse (monitor_id, at, latency) values (?, ?, 1)", monitor, pulse);
        database.sql().update("update monitor_state set first_pulse_at = ? where monitor_id = ?", pulse, monitor);
        MonitorHistoryState early = simulated.states.find(monitor).orElseThrow();

        assertThat(simulated.repository.hasCompleteHour(early, eleven.plusSeconds(41 * 60 - 1)))
                .isFalse();
        assertThat(simulated.repository.aggregate(early, eleven.plusSeconds(41 * 60 - 1)))
                .isEqualTo(early.state().rolledTo());
        assertThat(simulated.repository.aggregate(early, eleven.plusSeconds(41 * 60)))
                .isEqualTo(eleven);

        Bucket hour = simulated
                .buckets
                .of(monitor, "pulse_hour", Instant.EPOCH, END, Bucket.HOUR)
                .get(0);
        assertThat(known(hour.totals())).isEqualTo(new UptimeTotals(60_000, 1_140_000, 0));
    }

    private static void assertMeasurements(SimulatedMonitor simulated, List<Bucket> buckets) {
        MetricStats latency = buckets.stream().map(Bucket::latency).reduce(MetricStats.NONE, MetricStats::plus);
        int count = simulated.pulses.size();
        assertThat(latency.count()).isEqualTo(count);
        assertThat(latency.sum())
                .isCloseTo(
                        simulated.latencies.stream()
                                .mapToDouble(Double::doubleValue)
                                .sum(),
                        within(0.001));
        assertThat(latency.max())
                .isEqualTo(simulated.latencies.stream().max(Double::compare).orElseThrow());
        assertThat(latency.min())
                .isEqualTo(simulated.latencies.stream().min(Double::compare).orElseThrow());
        assertThat(buckets.stream().map(bucket -> bucket.customs().get(0)).reduce(MetricStats.NONE, MetricStats::plus))
                .isEqualTo(new MetricStats(7.0, 7.0, 7.0 * count, count));
    }

    private static UptimeTotals sum(List<Bucket> buckets) {
        return known(buckets.stream().map(Bucket::totals).reduce(UptimeTotals.NONE, UptimeTotals::plus));
    }

    /** Without the unknown time: a time of which nothing is known needs no bucket. */
    private static UptimeTotals known(UptimeTotals totals) {
        return new UptimeTotals(totals.up(), totals.down(), 0);
    }
}
