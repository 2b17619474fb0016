package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.calculation.UptimeTotals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of a {@link Life} in the end is what its pulses say, although most of them are long gone. */
class AggregatesTest {
    private static final Instant END = Life.END;
    private static final Instant HOUR_AGO = END.minus(Duration.ofHours(1));
    private static final Instant DAY_AGO = END.minus(Duration.ofDays(1));

    @ParameterizedTest
    @EnumSource
    void hoursAndDaysTellWhatThePulsesTold(TestDatabase database) {
        Life life = Life.on(database);
        UptimeTotals truth = known(life.truth(Life.START, END));

        assertThat(sum(life.histories.hourly(life.monitor)))
                .as("seed " + life.seed)
                .isEqualTo(truth);
        assertThat(sum(life.histories.daily(life.monitor)))
                .as("seed " + life.seed)
                .isEqualTo(truth);
        assertThat(sum(life.histories.raw(life.monitor)))
                .as("seed " + life.seed)
                .isEqualTo(known(life.truth(DAY_AGO, END)));
    }

    @ParameterizedTest
    @EnumSource
    void uptimesTellWhatThePulsesTold(TestDatabase database) {
        Life life = Life.on(database);
        List<Double> uptimes = life.timelines.find(life.monitor).orElseThrow().uptimes();

        assertThat(uptimes.get(0))
                .as("seed " + life.seed)
                .isEqualTo(life.truth(HOUR_AGO, END).percent());
        assertThat(uptimes.get(1))
                .as("seed " + life.seed)
                .isEqualTo(life.truth(DAY_AGO, END).percent());
        assertThat(uptimes.subList(2, 6))
                .as("seed " + life.seed)
                .containsOnly(life.truth(Life.START, END).percent());
    }

    @ParameterizedTest
    @EnumSource
    void noMeasureIsLost(TestDatabase database) {
        Life life = Life.on(database);

        measuresAreRight(life, life.histories.hourly(life.monitor));
        measuresAreRight(life, life.histories.daily(life.monitor));
    }

    @ParameterizedTest
    @EnumSource
    void rawPulsesAreKeptForADayAndTheOneBefore(TestDatabase database) {
        Life life = Life.on(database);

        long kept =
                life.pulses.stream().filter(at -> at > DAY_AGO.toEpochMilli()).count() + 1;
        assertThat(database.number("select count(*) from pulse where monitor_id = ?", life.monitor))
                .as("seed " + life.seed)
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @EnumSource
    void anHourIsAggregatedOnceHoweverManyNodesAreAtIt(TestDatabase database) {
        Life life = Life.on(database);
        Instant pulse = END.minus(Duration.ofHours(3));
        String monitor = database.monitor(60, 0, 0, pulse);
        database.sql().update("insert into pulse (monitor_id, at, latency) values (?, ?, 1)", monitor, pulse);
        database.sql().update("update monitor_state set first_pulse_at = ? where monitor_id = ?", pulse, monitor);
        MonitorHistoryState asBothNodesReadIt = life.timelines.find(monitor).orElseThrow();

        assertThat(life.rollup.roll(asBothNodesReadIt, END)).isEqualTo(HOUR_AGO);
        assertThat(life.rollup.roll(asBothNodesReadIt, END)).isEqualTo(asBothNodesReadIt.rolledTo());

        assertThat(sum(life.histories.hourly(monitor))).isEqualTo(new UptimeTotals(60_000, 10_740_000, 0));
        assertThat(sum(life.histories.daily(monitor))).isEqualTo(new UptimeTotals(60_000, 10_740_000, 0));
    }

    @ParameterizedTest
    @EnumSource
    void anHourIsAggregatedOnlyWhenItsSilenceCanBeJudged(TestDatabase database) {
        Life life = Life.on(database);
        Instant pulse = Instant.parse("2026-03-19T10:40:00Z");
        Instant eleven = Instant.parse("2026-03-19T11:00:00Z");
        // half an hour of looks have to miss it
        String monitor = database.monitor(60, 359, 0, pulse);
        database.sql().update("insert into pulse (monitor_id, at, latency) values (?, ?, 1)", monitor, pulse);
        database.sql().update("update monitor_state set first_pulse_at = ? where monitor_id = ?", pulse, monitor);
        MonitorHistoryState early = life.timelines.find(monitor).orElseThrow();

        assertThat(life.rollup.isDue(early, eleven.plusSeconds(41 * 60 - 1))).isFalse();
        assertThat(life.rollup.roll(early, eleven.plusSeconds(41 * 60 - 1))).isEqualTo(early.rolledTo());
        assertThat(life.rollup.roll(early, eleven.plusSeconds(41 * 60))).isEqualTo(eleven);

        Bucket hour = life.histories
                .stored("pulse_hour", monitor, Instant.EPOCH, END, UptimeService.HOUR)
                .get(0);
        assertThat(known(hour.tally())).isEqualTo(new UptimeTotals(60_000, 1_140_000, 0));
    }

    private static void measuresAreRight(Life life, List<Bucket> buckets) {
        MetricStats latency = buckets.stream().map(Bucket::latency).reduce(MetricStats.NONE, MetricStats::plus);
        int count = life.pulses.size();
        assertThat(latency.count()).isEqualTo(count);
        assertThat(latency.sum())
                .isCloseTo(
                        life.latencies.stream().mapToDouble(Double::doubleValue).sum(), within(0.001));
        assertThat(latency.max())
                .isEqualTo(life.latencies.stream().max(Double::compare).orElseThrow());
        assertThat(latency.min())
                .isEqualTo(life.latencies.stream().min(Double::compare).orElseThrow());
        assertThat(buckets.stream().map(bucket -> bucket.customs().get(0)).reduce(MetricStats.NONE, MetricStats::plus))
                .isEqualTo(new MetricStats(7.0, 7.0, 7.0 * count, count));
    }

    private static UptimeTotals sum(List<Bucket> buckets) {
        return known(buckets.stream().map(Bucket::tally).reduce(UptimeTotals.NOTHING, UptimeTotals::plus));
    }

    /** Where nothing is known there need not be a bucket. */
    private static UptimeTotals known(UptimeTotals tally) {
        return new UptimeTotals(tally.up(), tally.down(), 0);
    }
}
