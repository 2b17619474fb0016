package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class JobWatchdogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final AtomicInteger runs = new AtomicInteger();

    private final RunningTime time =
            new RunningTime(() -> Duration.between(START, clock.instant()).toNanos());

    private JobDispatcher dispatcher(Executor executor, Runnable... works) {
        List<JobRunner> runners = IntStream.range(0, works.length)
                .mapToObj(i -> new JobRunner(
                        new ScheduledJob("job-" + i, Duration.ofSeconds(1), works[i]), time::nanos, clock))
                .toList();
        return new JobDispatcher(runners, executor, time::nanos);
    }

    private void lookEverySecond(JobWatchdog watchdog, int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.move(Duration.ofSeconds(1));
            watchdog.check();
        }
    }

    @Test
    void startsJobsWhileTheTimerOfTheServerDoesNotTick() {
        JobDispatcher dispatcher = dispatcher(Runnable::run, runs::incrementAndGet);
        JobWatchdog watchdog = new JobWatchdog(dispatcher, time::beat);
        dispatcher.tick();

        lookEverySecond(watchdog, 20);

        assertThat(runs).hasValueBetween(17, 19);
        assertThat(dispatcher.problems(PATIENCE)).isEmpty();
    }

    @Test
    void aTimerThatStoodStillTogetherWithTheNodeIsNotReplaced() {
        JobDispatcher dispatcher = dispatcher(Runnable::run, runs::incrementAndGet);
        JobWatchdog watchdog = new JobWatchdog(dispatcher, time::beat);
        time.beat();
        dispatcher.tick();

        clock.move(Duration.ofSeconds(20));

        assertThat(dispatcher.problems(PATIENCE)).isEmpty();
        watchdog.check();
        assertThat(runs).hasValue(1);
        assertThat(dispatcher.problems(PATIENCE)).isEmpty();
        lookEverySecond(watchdog, 10);
        assertThat(runs).hasValueBetween(8, 10);
    }

    @Test
    void aTimerAndAWatchdogThatStandStillAreAProblem() {
        JobDispatcher dispatcher = dispatcher(Runnable::run, runs::incrementAndGet);
        time.beat();
        dispatcher.tick();

        clock.move(Duration.ofSeconds(20));
        assertThat(dispatcher.problems(PATIENCE)).isEmpty();
        clock.move(Duration.ofSeconds(20));

        assertThat(dispatcher.problems(PATIENCE)).contains("has not run for");
    }

    @Test
    void leavesATimerThatTicksAlone() {
        JobDispatcher dispatcher = dispatcher(Runnable::run, runs::incrementAndGet);
        JobWatchdog watchdog = new JobWatchdog(dispatcher, time::beat);

        for (int second = 0; second < 20; second++) {
            dispatcher.tick();
            lookEverySecond(watchdog, 1);
        }

        assertThat(runs).hasValue(20);
    }

    @Test
    void aRefusedThreadIsTriedAgainAndReportedMeanwhile() {
        AtomicInteger refusals = new AtomicInteger(18);
        JobDispatcher dispatcher = dispatcher(
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        if (refusals.get() % 2 == 0) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                runs::incrementAndGet);
        JobWatchdog watchdog = new JobWatchdog(dispatcher, time::beat);

        lookEverySecond(watchdog, 20);
        assertThat(dispatcher.problems(PATIENCE)).isEqualTo("job job-0 has failed for 20 s");
        lookEverySecond(watchdog, 4);

        assertThat(runs.get()).isPositive();
        assertThat(dispatcher.problems(PATIENCE)).isEmpty();
    }

    @Test
    void aRunThatTheExecutorLosesIsRunAgain() {
        AtomicInteger lost = new AtomicInteger(1);
        JobDispatcher dispatcher = dispatcher(
                task -> {
                    if (lost.getAndDecrement() <= 0) {
                        task.run();
                    }
                },
                runs::incrementAndGet);
        JobWatchdog watchdog = new JobWatchdog(dispatcher, time::beat);
        dispatcher.tick();

        lookEverySecond(watchdog, 10);

        assertThat(runs.get()).isPositive();
    }

    /** With real threads and clocks: one job throws an Error, one hangs, and neither holds up the third. */
    @Test
    void jobsThatThrowAndHangAreReportedAndHoldUpNobody() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        List<JobRunner> runners = List.of(
                real("throws", () -> {
                    throw new ThreadDeath();
                }),
                real("hangs", () -> {
                    try {
                        release.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                }),
                real("works", runs::incrementAndGet));
        JobDispatcher dispatcher =
                new JobDispatcher(runners, task -> new Thread(task, "job").start(), System::nanoTime);
        JobWatchdog watchdog = new JobWatchdog(dispatcher, time::beat);
        Thread thread = new Thread(watchdog, "watchdog");
        thread.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> dispatcher
                            .problems(Duration.ofSeconds(1))
                            .matches("job hangs has been running for \\d+ s; job throws has failed for \\d+ s"));
            await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() >= 3);
            release.countDown();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> dispatcher.problems(Duration.ofSeconds(3)).matches("job throws has failed for .+ s"));
        } finally {
            release.countDown();
            watchdog.close();
            thread.join();
        }
    }

    private static JobRunner real(String name, Runnable work) {
        return new JobRunner(new ScheduledJob(name, Duration.ofSeconds(1), work), System::nanoTime, Clock.systemUTC());
    }
}
