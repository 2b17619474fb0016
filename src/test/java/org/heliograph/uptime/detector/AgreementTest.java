package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.heliograph.uptime.calculation.TimeRange;
import org.heliograph.uptime.calculation.Tolerance;
import org.heliograph.uptime.calculation.UptimeCalculator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the detector finds while it happens, and what the arithmetic says of it afterwards; the seed is the test's name. */
class AgreementTest {
    private static final int WORLDS = 300;
    private static final Duration PERIOD = Duration.ofSeconds(5);

    static LongStream seeds() {
        return new Random().longs(WORLDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGapIsDowntimeWheneverTheDetectorCouldNotMissIt(long seed) {
        Random random = new Random(seed);
        CheckSettings rules = new CheckSettings(Duration.ofSeconds(1 + random.nextInt(120)), random.nextInt(4), 0);
        Instant pulse = Instant.ofEpochMilli(random.nextInt(1_000_000));
        long gap = 1 + random.nextInt(200_000);
        Tolerance patience = Tolerance.of((int) rules.interval().toSeconds(), rules.retries(), PERIOD, Duration.ZERO);

        boolean found = new World(rules, pulse, gap, new TimeRange(gap, gap), 0).goesDown(random.nextInt(5_000));
        TimeRange silence = TimeRange.of(pulse, pulse.plusMillis(gap));
        boolean isDowntime = new UptimeCalculator(silence.from(), silence.to(), List.of(silence), List.of(), patience)
                        .within(silence)
                        .down()
                > 0;

        if (isDowntime) {
            assertThat(found).isTrue();
        }
        if (found) {
            assertThat(gap).isGreaterThan(patience.afterPulse() - PERIOD.toMillis());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void soItIsWithAnAbsenceOfTheServerInTheGap(long seed) {
        Random random = new Random(seed);
        CheckSettings rules = new CheckSettings(Duration.ofSeconds(1 + random.nextInt(120)), random.nextInt(4), 0);
        Duration grace = Duration.ofSeconds(random.nextInt(61));
        Instant pulse = Instant.ofEpochMilli(random.nextInt(1_000_000));
        Tolerance patience = Tolerance.of((int) rules.interval().toSeconds(), rules.retries(), PERIOD, grace);
        long awaited = Math.max(patience.interval(), patience.grace());
        // both pieces about as long as is forgiven
        long before = patience.interval() + random.nextInt(25_000);
        TimeRange absence = new TimeRange(before, before + 15_000 + random.nextInt(60_000));
        long after = awaited + random.nextInt(25_000);
        World world = new World(rules, pulse, absence.to() + after, absence, grace.toMillis());

        boolean found = world.goesDown(random.nextInt(5_000));
        TimeRange silence = TimeRange.of(pulse, pulse.plusMillis(world.gap()));
        TimeRange away = new TimeRange(silence.from() + absence.from(), silence.from() + absence.to());
        boolean isDowntime =
                new UptimeCalculator(silence.from(), silence.to(), List.of(silence), List.of(away), patience)
                                .within(silence)
                                .down()
                        > 0;

        if (isDowntime) {
            assertThat(found).isTrue();
        }
        if (found) {
            assertThat(before > patience.afterPulse() - PERIOD.toMillis()
                            || after > awaited + patience.looks() - PERIOD.toMillis())
                    .isTrue();
        }
    }

    /**
     * A gap in which the server may be away; times in milliseconds after the pulse.
     *
     * @param grace how long after an absence nobody looks
     */
    private record World(CheckSettings rules, Instant pulse, long gap, TimeRange absence, long grace) {
        /** Whether a look goes down before the next pulse. @param phase when the first look is */
        boolean goesDown(long phase) {
            MonitorCheckState monitor = new MonitorCheckState(
                    "m", "up", pulse, 0, 0, pulse.plusMillis(phase).minus(PERIOD));
            for (long at = phase; at < gap; at += PERIOD.toMillis()) {
                boolean back = at >= absence.to();
                if (at >= absence.from() && at < absence.to() + grace) {
                    continue;
                }
                Instant since = back ? pulse.plusMillis(absence.to()) : Instant.EPOCH;
                MonitorCheckState.Look look = monitor.look(rules, since, pulse.plusMillis(at), PERIOD);
                if (look.finding() == MonitorCheckState.Finding.DOWN) {
                    return true;
                }
                monitor = look.left();
            }
            return false;
        }
    }
}
