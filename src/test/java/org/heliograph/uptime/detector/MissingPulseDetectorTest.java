package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class MissingPulseDetectorTest {
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final List<Instant> checks = new ArrayList<>();
    private final Deque<Integer> batches = new ArrayDeque<>();
    private Instant started = START;
    private Instant availableSince = START;
    private boolean outage;
    private final MissingPulseDetector detector = new MissingPulseDetector(
            new MissedPulseCheck() {
                @Override
                public int checkDue(Instant now, int limit) {
                    checks.add(now);
                    return batches.isEmpty() ? 0 : batches.remove();
                }
            },
            new ServerAvailability() {
                @Override
                public void heartbeat() {
                    availableSince = outage ? clock.instant() : availableSince;
                }

                @Override
                public Instant startedAt() {
                    return started;
                }

                @Override
                public Instant availableSince() {
                    return availableSince;
                }
            },
            new Configuration(name -> Optional.empty()),
            clock);

    @Test
    void nothingIsCheckedInTheFirstMinuteAfterTheStart() {
        clock.move(Duration.ofMillis(59_999));
        detector.run();
        assertThat(checks).isEmpty();

        clock.move(Duration.ofMillis(1));
        detector.run();
        assertThat(checks).containsExactly(START.plusSeconds(60));
    }

    @Test
    void nothingIsCheckedInTheFirstMinuteAfterAnOutageOfTheServer() {
        availableSince = START.plusSeconds(600);
        clock.moveTo(START.plusSeconds(630));
        detector.run();

        assertThat(checks).isEmpty();
    }

    @Test
    void nothingIsCheckedBeforeAnOutageThatHasJustEndedIsRecorded() {
        outage = true;
        clock.moveTo(START.plusSeconds(600));
        detector.run();

        assertThat(checks).isEmpty();
    }

    @Test
    void nothingIsCheckedByANodeThatHasJustStarted() {
        started = START.plusSeconds(600);
        clock.moveTo(START.plusSeconds(630));
        detector.run();

        assertThat(checks).isEmpty();
    }

    @Test
    void checksAreRepeatedWhileBatchesAreFull() {
        clock.move(Duration.ofMinutes(5));
        batches.addAll(List.of(500, 500, 3));

        detector.run();

        assertThat(checks).hasSize(3);
    }
}
