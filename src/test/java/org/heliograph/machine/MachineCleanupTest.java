package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class MachineCleanupTest {
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final Deque<Integer> batches = new ArrayDeque<>();
    private final List<Instant> cutoffs = new ArrayList<>();
    private Instant availableSince = START.minus(Duration.ofDays(1));
    private Instant delayedUntil = Instant.EPOCH;
    private final List<Instant> corrected = new ArrayList<>();
    private final Deque<Integer> newcomers = new ArrayDeque<>();
    private final List<Long> positions = new ArrayList<>();
    private boolean outage;
    private boolean paused;
    private final MachineCleanup cleanup = new MachineCleanup(
            new SilentMachineRepository() {
                @Override
                public Step cleanUp(Instant now, Instant cutoff, Instant due, long after, int limit) {
                    assertThat(limit).isEqualTo(500);
                    corrected.add(now);
                    if (cutoff != null) {
                        cutoffs.add(cutoff);
                    }
                    positions.add(after);
                    return batches.isEmpty() ? new Step(0, Step.END) : new Step(batches.remove(), after + 1);
                }
            },
            new CohortRepository(null) {
                @Override
                public int admit(Instant now) {
                    return newcomers.isEmpty() ? 0 : newcomers.remove();
                }
            },
            new ServerAvailability() {
                @Override
                public void heartbeat() {
                    if (paused) {
                        clock.move(Duration.ofMinutes(30));
                    }
                    availableSince = outage ? clock.instant() : availableSince;
                }

                @Override
                public Instant availableSince() {
                    return availableSince;
                }
            },
            new HeartbeatDelayRepository(null) {
                @Override
                public Instant endedAt() {
                    return delayedUntil;
                }
            },
            new Configuration(name -> Optional.empty()),
            clock);

    @Test
    void cutoffIsThreeMinutesAgoByDefault() {
        cleanup.run();

        assertThat(cutoffs).containsExactly(START.minus(Duration.ofMinutes(3)));
    }

    @Test
    void nothingIsDecidedForFourMinutesAfterAnOutageOfTheServer() {
        availableSince = START;
        clock.moveTo(START.plus(Duration.ofMinutes(4)));
        assertThat(cleanup.run()).isZero();
        assertThat(cutoffs).isEmpty();

        clock.move(Duration.ofMillis(1));
        cleanup.run();
        assertThat(cutoffs).containsExactly(START.plus(Duration.ofMinutes(1)).plusMillis(1));
    }

    @Test
    void nothingIsDecidedForFourMinutesAfterHeartbeatsWereDelayed() {
        delayedUntil = START;
        clock.moveTo(START.plus(Duration.ofMinutes(4)));
        assertThat(cleanup.run()).isZero();
        assertThat(cutoffs).isEmpty();

        clock.move(Duration.ofMillis(1));
        cleanup.run();
        assertThat(cutoffs).hasSize(1);
    }

    @Test
    void timesInTheFutureAreCorrectedAlsoAfterAnOutage() {
        outage = true;

        cleanup.run();

        assertThat(corrected).containsExactly(START);
    }

    @Test
    void nothingIsDecidedBeforeAnOutageThatHasJustEndedIsRecorded() {
        outage = true;

        assertThat(cleanup.run()).isZero();
        assertThat(cutoffs).isEmpty();
    }

    @Test
    void pauseOfTheProcessWhileItDecidesMakesNoMachineSilent() {
        paused = true;

        cleanup.run();

        assertThat(cutoffs).containsExactly(START.minus(Duration.ofMinutes(3)));
    }

    @Test
    void runsBatchesUntilNoMachineIsLeft() {
        long counted = MachineMetrics.TRANSITIONS.of(MachineMetrics.CLEANUP).sum();
        batches.addAll(List.of(500, 500, 17));

        assertThat(cleanup.run()).isEqualTo(1017);
        assertThat(cutoffs).hasSize(4);
        assertThat(MachineMetrics.TRANSITIONS.of(MachineMetrics.CLEANUP).sum()).isEqualTo(counted + 1017);
    }

    @Test
    void looksAtOneCohortAfterTheOtherOnceAllMachinesAreInOne() {
        newcomers.addAll(List.of(1000, 3));
        batches.addAll(List.of(0, 0));

        cleanup.run();

        assertThat(newcomers).isEmpty();
        assertThat(positions).containsExactly(0L, 1L, 2L);
    }

    @Test
    void runsEveryFifteenSecondsByDefault() {
        ScheduledJob job = MachineCleanup.job(cleanup, new Configuration(name -> Optional.empty()));

        job.work().run();

        assertThat(job.period()).isEqualTo(Duration.ofSeconds(15));
        assertThat(cutoffs).hasSize(1);
    }
}
