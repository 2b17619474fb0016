package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.availability.ServerAvailability;
import org.junit.jupiter.api.Test;

class MissingPulseDetectorTest {
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final List<Instant> looks = new ArrayList<>();
    private final Deque<Integer> found = new ArrayDeque<>();
    private Instant started = START;
    private Instant back = START;
    private boolean absent;
    private final MissingPulseDetector detector = new MissingPulseDetector(
            new MissedPulseCheck() {
                @Override
                public int take(Instant now, Instant backSince, Duration period, int most) {
                    looks.add(now);
                    assertThat(backSince).isEqualTo(back);
                    assertThat(period).isEqualTo(Duration.ofSeconds(5));
                    return found.isEmpty() ? 0 : found.remove();
                }
            },
            new ServerAvailability() {
                @Override
                public void goOn() {
                    back = absent ? clock.instant() : back;
                }

                @Override
                public Instant startedAt() {
                    return started;
                }

                @Override
                public Instant backSince() {
                    return back;
                }
            },
            new Configuration(name -> Optional.empty()),
            clock);

    @Test
    void nothingIsLookedForInTheFirstMinuteAfterTheStart() {
        clock.move(Duration.ofMillis(59_999));
        detector.look();
        assertThat(looks).isEmpty();

        clock.move(Duration.ofMillis(1));
        detector.look();
        assertThat(looks).containsExactly(START.plusSeconds(60));
    }

    @Test
    void norInTheFirstMinuteAfterAnAbsenceThatNoRestartEnded() {
        back = START.plusSeconds(600);
        clock.moveTo(START.plusSeconds(630));
        detector.look();

        assertThat(looks).isEmpty();
    }

    @Test
    void norBeforeTheAbsenceThatHasJustEndedIsWrittenDown() {
        absent = true;
        clock.moveTo(START.plusSeconds(600));
        detector.look();

        assertThat(looks).isEmpty();
    }

    @Test
    void norByANodeThatHasOnlyJustCome() {
        started = START.plusSeconds(600);
        clock.moveTo(START.plusSeconds(630));
        detector.look();

        assertThat(looks).isEmpty();
    }

    @Test
    void fullBatchesAreFollowedByTheNext() {
        clock.move(Duration.ofMinutes(5));
        found.addAll(List.of(500, 500, 3));

        detector.look();

        assertThat(looks).hasSize(3);
    }
}
