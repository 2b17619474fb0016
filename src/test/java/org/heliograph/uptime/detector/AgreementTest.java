package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.heliograph.uptime.history.Coverage;
import org.heliograph.uptime.history.Patience;
import org.heliograph.uptime.history.Span;
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
        Rules rules = new Rules(Duration.ofSeconds(1 + random.nextInt(120)), random.nextInt(4), 0);
        Instant pulse = Instant.ofEpochMilli(random.nextInt(1_000_000));
        long gap = 1 + random.nextInt(200_000);
        Patience patience = Patience.of((int) rules.interval().toSeconds(), rules.retries(), PERIOD, Duration.ZERO);

        boolean found = goesDown(rules, pulse, gap, random.nextInt(5_000));
        Span silence = Span.of(pulse, pulse.plusMillis(gap));
        boolean isDowntime = new Coverage(silence.from(), silence.to(), List.of(silence), List.of(), patience)
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

    /** Whether a look goes down before the next pulse. @param phase when after the last pulse the first look is */
    private static boolean goesDown(Rules rules, Instant pulse, long gap, long phase) {
        Instant first = pulse.plusMillis(phase);
        Watched monitor = new Watched("m", "up", pulse, 0, 0, first.minus(PERIOD));
        for (Instant now = first; now.isBefore(pulse.plusMillis(gap)); now = now.plus(PERIOD)) {
            Watched.Look look = monitor.look(rules, Instant.EPOCH, now, PERIOD);
            if (look.finding() == Watched.Finding.DOWN) {
                return true;
            }
            monitor = look.left();
        }
        return false;
    }
}
