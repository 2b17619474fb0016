package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.testing.LoggedRecords;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRunnerTest {
    @RegisterExtension
    final LoggedRecords logged = new LoggedRecords(JobRunner.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final List<Instant> runs = new ArrayList<>();
    private Runnable work = () -> {};

    private JobRunner runner(Duration period) {
        ScheduledJob job = new ScheduledJob("sweep", period, () -> {
            runs.add(clock.instant());
            work.run();
        });
        return new JobRunner(job, () -> Duration.between(START, clock.instant()).toNanos(), clock);
    }

    private void tick(JobRunner runner) {
        runner.takeDue().ifPresent(Runnable::run);
    }

    private void tickEverySecond(JobRunner runner, int seconds) {
        for (int second = 0; second < seconds; second++) {
            tick(runner);
            clock.move(Duration.ofSeconds(1));
        }
    }

    @Test
    void runsAtTheFirstTickAndThenOnceAPeriod() {
        JobRunner runner = runner(Duration.ofSeconds(15));

        tickEverySecond(runner, 60);

        assertThat(runs).containsExactly(START, START.plusSeconds(15), START.plusSeconds(30), START.plusSeconds(45));
    }

    @Test
    void runsAtEachTickThatComesALittleEarlyOrLate() {
        JobRunner runner = runner(Duration.ofSeconds(1));

        for (int second = 0; second < 20; second++) {
            tick(runner);
            clock.move(Duration.ofMillis(second % 2 == 0 ? 970 : 1_030));
        }

        assertThat(runs).hasSize(20);
    }

    @Test
    void doesNotMakeUpForPeriodsThatPassedDuringALongRun() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        work = () -> clock.move(Duration.ofMillis(runs.size() == 1 ? 3_200 : 0));
        tick(runner);
        work = () -> {};
        clock.move(Duration.ofMillis(800));

        tickEverySecond(runner, 3);

        assertThat(runs).hasSize(4);
    }

    @Test
    void isNotDueWhileItRuns() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        JobRunner.Run run = runner.takeDue().orElseThrow();
        clock.move(Duration.ofSeconds(5));

        assertThat(runner.takeDue()).isEmpty();
        run.run();
        assertThat(runner.takeDue()).isPresent();
    }

    @Test
    void runsAgainAfterAFailureEvenAnError() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        work = () -> {
            throw new OutOfMemoryError("no native thread");
        };

        tickEverySecond(runner, 2);

        assertThat(runs).hasSize(2);
        assertThat(runner.status().failures()).isEqualTo(2);
        assertThat(runner.status().failing()).isTrue();
        assertThat(runner.status().lastFailure()).contains("no native thread");
    }

    @Test
    void recordsHowItRan() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        assertThat(runner.status())
                .isEqualTo(new JobRunner.Status("sweep", Duration.ofSeconds(1), null, null, null, 0, 0, null, false));
        work = () -> clock.move(Duration.ofMillis(250));

        tick(runner);

        assertThat(runner.status())
                .isEqualTo(new JobRunner.Status(
                        "sweep",
                        Duration.ofSeconds(1),
                        START,
                        START.plusMillis(250),
                        Duration.ofMillis(250),
                        1,
                        0,
                        null,
                        false));
    }

    @Test
    void aRunThatCouldNotStartIsAFailureAndTriedAgain() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        JobRunner.Run run = runner.takeDue().orElseThrow();

        run.fail(new IllegalStateException("no thread"));
        clock.move(Duration.ofSeconds(1));

        assertThat(runner.status().failures()).isEqualTo(1);
        assertThat(runner.takeDue()).isPresent();
    }

    @Test
    void runsALastTimeOnlyIfAskedForAndNotRunning() {
        JobRunner without = runner(Duration.ofSeconds(1));
        JobRunner with = new JobRunner(
                new ScheduledJob("sweep", Duration.ofSeconds(1), () -> runs.add(clock.instant())).withLastCall(),
                () -> Duration.between(START, clock.instant()).toNanos(),
                clock);

        without.runLastCall();
        assertThat(runs).isEmpty();
        with.runLastCall();
        assertThat(runs).hasSize(1);
        assertThat(with.takeDue()).isPresent();
        with.runLastCall();
        assertThat(runs).hasSize(1);
    }

    @Test
    void logsANewFailureAndALongRunOnce() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        work = () -> {
            throw new IllegalStateException(runs.size() < 3 ? "away" : "broken");
        };
        tickEverySecond(runner, 4);
        assertThat(logged.messages()).hasSize(2);

        work = () -> IntStream.range(0, 200).forEach(second -> {
            clock.move(Duration.ofSeconds(1));
            assertThat(runner.takeDue()).isEmpty();
        });
        tick(runner);

        assertThat(logged.messages()).hasSize(4).element(2).asString().contains("has been running");
    }

    @Test
    void aPeriodShorterThanATickMeansEveryTick() {
        JobRunner runner = runner(Duration.ofMillis(200));

        tickEverySecond(runner, 5);

        assertThat(runs).hasSize(5);
    }

    @Test
    void runsAgainWhenNothingOfAFailureCanBeRecorded() {
        Error noMemory = new OutOfMemoryError("heap");
        List<Instant> reads = new ArrayList<>();
        Clock failing = new Clock() {
            @Override
            public Instant instant() {
                reads.add(clock.instant());
                throw noMemory;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        JobRunner runner = new JobRunner(
                new ScheduledJob("sweep", Duration.ofSeconds(1), () -> {}),
                () -> Duration.between(START, clock.instant()).toNanos(),
                failing);

        tickEverySecond(runner, 3);

        assertThat(reads).hasSize(6);
    }

    @Test
    void reportsAJobThatFailsForLongerThanThePatience() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        tickEverySecond(runner, 10);
        work = () -> {
            throw new StackOverflowError();
        };

        tickEverySecond(runner, 14);
        assertThat(runner.problem(PATIENCE)).isEmpty();
        tickEverySecond(runner, 2);

        assertThat(runner.problem(PATIENCE)).hasValue("job sweep has failed for 17 s");
        work = () -> {};
        tickEverySecond(runner, 1);
        assertThat(runner.problem(PATIENCE)).isEmpty();
    }

    @Test
    void reportsAJobThatHangs() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        JobRunner.Run run = runner.takeDue().orElseThrow();
        run.begin(Thread.currentThread());

        clock.move(Duration.ofSeconds(15));
        assertThat(runner.problem(PATIENCE)).isEmpty();
        clock.move(Duration.ofSeconds(1));

        assertThat(runner.problem(PATIENCE)).hasValue("job sweep has been running for 16 s");
        runner.abandonDeadRun();
        assertThat(runner.takeDue()).isEmpty();
    }

    @Test
    void reportsAJobThatIsNeverStarted() {
        JobRunner runner = runner(Duration.ofSeconds(1));

        clock.move(Duration.ofSeconds(16));

        assertThat(runner.problem(PATIENCE)).hasValue("job sweep has not run for 16 s");
    }

    @Test
    void aLongerPeriodIsWaitedForAsWell() {
        JobRunner runner = runner(Duration.ofSeconds(15));
        tick(runner);

        clock.move(Duration.ofSeconds(31));
        assertThat(runner.problem(PATIENCE)).isEmpty();
        clock.move(Duration.ofSeconds(1));

        assertThat(runner.problem(PATIENCE)).hasValue("job sweep has not run for 32 s");
    }

    @Test
    void aPurgeThatFailsOnceOrTakesLongIsNoProblem() {
        JobRunner runner = runner(Duration.ofHours(1));
        work = () -> {
            throw new IllegalStateException("locked");
        };
        tick(runner);

        clock.move(Duration.ofMinutes(59));
        assertThat(runner.problem(PATIENCE)).isEmpty();
        clock.move(Duration.ofMinutes(1));
        JobRunner.Run run = runner.takeDue().orElseThrow();
        run.begin(Thread.currentThread());
        clock.move(Duration.ofMinutes(5));

        assertThat(runner.problem(PATIENCE)).isEmpty();
    }

    @Test
    void aRunWhoseThreadHasEndedIsGivenUp() throws InterruptedException {
        JobRunner runner = runner(Duration.ofSeconds(1));
        JobRunner.Run run = runner.takeDue().orElseThrow();
        Thread ended = new Thread(() -> {});
        ended.start();
        ended.join();
        run.begin(ended);

        runner.abandonDeadRun();
        clock.move(Duration.ofSeconds(1));

        assertThat(runner.status().lastFailure()).contains("thread of the run ended");
        assertThat(runner.takeDue()).isPresent();
    }

    @Test
    void aRunThatNoThreadBeginsWithIsGivenUpAndDoesNothingLater() {
        JobRunner runner = runner(Duration.ofSeconds(1));
        JobRunner.Run lost = runner.takeDue().orElseThrow();

        clock.move(Duration.ofSeconds(6));
        runner.abandonDeadRun();
        tick(runner);
        lost.run();

        assertThat(runs).hasSize(1);
    }

    @Test
    void aJobWithoutAPeriodIsRefused() {
        assertThatThrownBy(() -> runner(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sweep");
    }
}
