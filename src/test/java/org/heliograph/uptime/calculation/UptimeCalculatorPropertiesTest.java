package org.heliograph.uptime.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for whatever pulses, gaps, restarts and late comers; each run with other ones, whose seed is the test's name. */
class UptimeCalculatorPropertiesTest {
    private static final int WORLDS = 400;
    private static final long DAY = 86_400_000;

    /** @param pulses in the order of their arrival */
    private record World(long[] pulses, List<TimeRange> absences, Tolerance patience, long now) {
        static World of(Random random) {
            Tolerance patience = new Tolerance(
                    1_000 * (1 + random.nextInt(300)), 5_000 * (1 + random.nextInt(4)), 1_000 * random.nextInt(120));
            List<Long> pulses = new ArrayList<>();
            long at = random.nextInt(10_000_000);
            for (int i = random.nextInt(200); i >= 0 && at < DAY; i--) {
                pulses.add(at);
                boolean silent = random.nextInt(8) == 0;
                at += silent ? random.nextInt(8_000_000) : 1 + random.nextLong(patience.afterPulse() * 11 / 10);
            }
            List<TimeRange> absences = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                long from = random.nextLong(DAY);
                absences.add(new TimeRange(from, from + random.nextInt(3_000_000)));
            }
            Collections.shuffle(pulses, random);
            long last = Collections.max(pulses);
            return new World(
                    pulses.stream().mapToLong(Long::longValue).toArray(),
                    absences,
                    patience,
                    last + random.nextInt(2_000_000));
        }

        UptimeCalculator coverage() {
            return coverage(LongStream.of(pulses));
        }

        UptimeCalculator coverage(LongStream arrived) {
            return Pulses.coverage(patience, absences, now, arrived);
        }
    }

    static LongStream seeds() {
        return new Random().longs(WORLDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMomentOfAWindowIsCountedOnceAndNoUptimeIsMoreThanAll(long seed) {
        Random random = new Random(seed);
        World world = World.of(random);
        TimeRange window = window(random);

        UptimeTotals tally = world.coverage().within(window);

        assertThat(tally.up()).isNotNegative();
        assertThat(tally.down()).isNotNegative();
        assertThat(tally.unknown()).isNotNegative();
        assertThat(tally.up() + tally.down() + tally.unknown()).isEqualTo(window.length());
        if (tally.percent() != null) {
            assertThat(tally.percent()).isBetween(0.0, tally.down() == 0 ? 100.0 : 99.999);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalDoesNotMatter(long seed) {
        Random random = new Random(seed);
        World world = World.of(random);
        TimeRange window = window(random);

        assertThat(world.coverage(Arrays.stream(world.pulses()).sorted()).within(window))
                .isEqualTo(world.coverage().within(window));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePartsOfAWindowAddUp(long seed) {
        Random random = new Random(seed);
        UptimeCalculator coverage = World.of(random).coverage();
        TimeRange window = window(random);
        long cut = window.from() + random.nextLong(window.length() + 1);

        assertThat(coverage.within(new TimeRange(window.from(), cut))
                        .plus(coverage.within(new TimeRange(cut, window.to()))))
                .isEqualTo(coverage.within(window));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theServersAbsenceIsNeitherUpNorDown(long seed) {
        World world = World.of(new Random(seed));

        assertThat(world.absences())
                .allSatisfy(absence -> assertThat(world.coverage().within(absence))
                        .isEqualTo(new UptimeTotals(0, 0, absence.length())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLatePulseNeverAddsDowntimeWhereTheServerWasThere(long seed) {
        Random random = new Random(seed);
        World some = World.of(random);
        World world = new World(some.pulses(), List.of(), some.patience(), some.now());
        long first = Arrays.stream(world.pulses()).min().orElseThrow();
        TimeRange window = new TimeRange(first, world.now());
        long late = first + random.nextLong(window.length() + 1);

        UptimeTotals before = world.coverage().within(window);
        UptimeTotals after = world.coverage(LongStream.concat(LongStream.of(world.pulses()), LongStream.of(late)))
                .within(window);

        assertThat(after.down()).isLessThanOrEqualTo(before.down());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingOfAGapWithinPatienceIsEverDown(long seed) {
        World world = World.of(new Random(seed));
        long[] sorted = Arrays.stream(world.pulses()).sorted().toArray();

        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] - sorted[i - 1] <= world.patience().afterPulse()) {
                assertThat(world.coverage()
                                .within(new TimeRange(sorted[i - 1], sorted[i]))
                                .down())
                        .isZero();
            }
        }
    }

    private static TimeRange window(Random random) {
        long from = random.nextLong(DAY) - DAY / 4;
        return new TimeRange(from, from + random.nextLong(DAY));
    }
}
