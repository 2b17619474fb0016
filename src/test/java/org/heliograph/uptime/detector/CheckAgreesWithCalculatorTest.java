package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.heliograph.uptime.history.TimeRange;
import org.heliograph.uptime.history.UptimeCalculator;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the checks of random silences with the calculator's totals afterwards; the seed is the test's name. */
class CheckAgreesWithCalculatorTest {
    private static final int CASES = 300;
    private static final Duration PERIOD = Duration.ofSeconds(5);

    static LongStream seeds() {
        return new Random().longs(CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDowntimeIsFoundByTheChecks(long seed) {
        Random random = new Random(seed);
        CheckSettings settings = settings(random, 0);
        Instant pulse = Instant.ofEpochMilli(random.nextInt(1_000_000));
        long gap = 1 + random.nextInt(200_000);

        boolean found = new World(settings, pulse, gap, new TimeRange(gap, gap)).goesDown(random.nextInt(5_000));
        TimeRange silence = TimeRange.of(pulse, pulse.plusMillis(gap));
        boolean isDowntime = new UptimeCalculator(silence.from(), silence.to(), List.of(silence), List.of(), settings)
                        .within(silence)
                        .down()
                > 0;

        if (isDowntime) {
            assertThat(found).isTrue();
        }
        if (found) {
            assertThat(gap).isGreaterThan(settings.tolerance() - PERIOD.toMillis());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDowntimeIsFoundAlsoWithAnOutageOfTheServerInTheGap(long seed) {
        Random random = new Random(seed);
        CheckSettings settings = settings(random, 1_000L * random.nextInt(61));
        Instant pulse = Instant.ofEpochMilli(random.nextInt(1_000_000));
        long resumption = Math.max(settings.interval(), settings.grace());
        // both pieces are about as long as the settings tolerate
        long before = settings.interval() + random.nextInt(25_000);
        TimeRange outage = new TimeRange(before, before + 15_000 + random.nextInt(60_000));
        long after = resumption + random.nextInt(25_000);
        World world = new World(settings, pulse, outage.to() + after, outage);

        boolean found = world.goesDown(random.nextInt(5_000));
        TimeRange silence = TimeRange.of(pulse, pulse.plusMillis(world.gap()));
        TimeRange away = new TimeRange(silence.from() + outage.from(), silence.from() + outage.to());
        boolean isDowntime =
                new UptimeCalculator(silence.from(), silence.to(), List.of(silence), List.of(away), settings)
                                .within(silence)
                                .down()
                        > 0;

        if (isDowntime) {
            assertThat(found).isTrue();
        }
        if (found) {
            assertThat(before > settings.tolerance() - PERIOD.toMillis()
                            || after > resumption + settings.checks() - PERIOD.toMillis())
                    .isTrue();
        }
    }

    private static CheckSettings settings(Random random, long grace) {
        return new CheckSettings(1_000L * (1 + random.nextInt(120)), random.nextInt(4), 0, PERIOD.toMillis(), grace);
    }

    /**
     * A gap between pulses with an outage of the server in it; times in milliseconds after the first pulse.
     */
    private record World(CheckSettings settings, Instant pulse, long gap, TimeRange outage) {
        /** Whether a check takes the monitor down before the next pulse. @param phase the time of the first check */
        boolean goesDown(long phase) {
            MonitorState monitor =
                    MonitorStates.of("up", pulse, 0, 0, pulse.plusMillis(phase).minus(PERIOD));
            for (long at = phase; at < gap; at += PERIOD.toMillis()) {
                boolean afterOutage = at >= outage.to();
                if (at >= outage.from() && at < outage.to() + settings.grace()) {
                    continue;
                }
                Instant since = afterOutage ? pulse.plusMillis(outage.to()) : Instant.EPOCH;
                monitor = monitor.afterCheck(settings, since, pulse.plusMillis(at));
                if (monitor.isDown()) {
                    return true;
                }
            }
            return false;
        }
    }
}
