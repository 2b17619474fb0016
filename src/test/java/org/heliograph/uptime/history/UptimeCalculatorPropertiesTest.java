package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.TimeRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties for random pulses, gaps, outages and late pulses; the seed is the test's name. */
class UptimeCalculatorPropertiesTest {
    private static final int CASES = 400;
    private static final long DAY = 86_400_000;

    /** @param pulses in the order of their arrival */
    private record World(long[] pulses, List<TimeRange> outages, CheckSettings settings, long now) {
        static World of(Random random) {
            CheckSettings settings = new CheckSettings(
                    1_000 * (1 + random.nextInt(300)), random.nextInt(4), 0, 5_000, 1_000 * random.nextInt(120));
            List<Long> pulses = new ArrayList<>();
            long at = random.nextInt(10_000_000);
            for (int i = random.nextInt(200); i >= 0 && at < DAY; i--) {
                pulses.add(at);
                boolean silent = random.nextInt(8) == 0;
                at += silent ? random.nextInt(8_000_000) : 1 + random.nextLong(settings.tolerance() * 11 / 10);
            }
            List<TimeRange> outages = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                long from = random.nextLong(DAY);
                outages.add(new TimeRange(from, from + random.nextInt(3_000_000)));
            }
            Collections.shuffle(pulses, random);
            long last = Collections.max(pulses);
            return new World(
                    pulses.stream().mapToLong(Long::longValue).toArray(),
                    outages,
                    settings,
                    last + random.nextInt(2_000_000));
        }

        UptimeCalculator calculator() {
            return calculator(LongStream.of(pulses));
        }

        UptimeCalculator calculator(LongStream arrived) {
            return PulseGaps.calculator(settings, outages, now, arrived);
        }
    }

    static LongStream seeds() {
        return new Random().longs(CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void totalsAddUpToTheRangeAndPercentIsAtMostAHundred(long seed) {
        Random random = new Random(seed);
        World world = World.of(random);
        TimeRange range = range(random);

        UptimeTotals totals = world.calculator().within(range);

        assertThat(totals.up()).isNotNegative();
        assertThat(totals.down()).isNotNegative();
        assertThat(totals.unknown()).isNotNegative();
        assertThat(totals.up() + totals.down() + totals.unknown()).isEqualTo(range.length());
        if (totals.percent() != null) {
            assertThat(totals.percent()).isBetween(0.0, totals.down() == 0 ? 100.0 : 99.999);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderOfArrivalDoesNotMatter(long seed) {
        Random random = new Random(seed);
        World world = World.of(random);
        TimeRange range = range(random);

        assertThat(world.calculator(Arrays.stream(world.pulses()).sorted()).within(range))
                .isEqualTo(world.calculator().within(range));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsOfARangeAddUp(long seed) {
        Random random = new Random(seed);
        UptimeCalculator calculator = World.of(random).calculator();
        TimeRange range = range(random);
        long cut = range.from() + random.nextLong(range.length() + 1);

        assertThat(calculator
                        .within(new TimeRange(range.from(), cut))
                        .plus(calculator.within(new TimeRange(cut, range.to()))))
                .isEqualTo(calculator.within(range));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outageOfTheServerIsUnknown(long seed) {
        World world = World.of(new Random(seed));

        assertThat(world.outages())
                .allSatisfy(outage -> assertThat(world.calculator().within(outage))
                        .isEqualTo(new UptimeTotals(0, 0, outage.length())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void latePulseNeverAddsDowntimeWithoutOutages(long seed) {
        Random random = new Random(seed);
        World some = World.of(random);
        World world = new World(some.pulses(), List.of(), some.settings(), some.now());
        long first = Arrays.stream(world.pulses()).min().orElseThrow();
        TimeRange range = new TimeRange(first, world.now());
        long late = first + random.nextLong(range.length() + 1);

        UptimeTotals before = world.calculator().within(range);
        UptimeTotals after = world.calculator(LongStream.concat(LongStream.of(world.pulses()), LongStream.of(late)))
                .within(range);

        assertThat(after.down()).isLessThanOrEqualTo(before.down());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void toleratedGapIsNeverDowntime(long seed) {
        World world = World.of(new Random(seed));
        long[] sorted = Arrays.stream(world.pulses()).sorted().toArray();

        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] - sorted[i - 1] <= world.settings().tolerance()) {
                assertThat(world.calculator()
                                .within(new TimeRange(sorted[i - 1], sorted[i]))
                                .down())
                        .isZero();
            }
        }
    }

    private static TimeRange range(Random random) {
        long from = random.nextLong(DAY) - DAY / 4;
        return new TimeRange(from, from + random.nextLong(DAY));
    }
}
