package org.heliograph.platform;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Starts the jobs that are due, each on a thread of its own. No method throws what a job or a thread does not get. */
final class JobDispatcher {
    private final List<JobRunner> runners;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private volatile long lastTick;
    private volatile BooleanSupplier paused = () -> false;

    /** @param executor starts a task at once on a thread of its own, or refuses it */
    JobDispatcher(List<JobRunner> runners, Executor executor, LongSupplier nanoTime) {
        this.runners = List.copyOf(runners);
        this.executor = executor;
        this.nanoTime = nanoTime;
        lastTick = nanoTime.getAsLong();
    }

    /** Starts nothing while a condition holds, such as that the application has not started. */
    void pauseWhile(BooleanSupplier condition) {
        paused = condition;
    }

    /** Starts what is due; called every second, by one thread or by several. */
    void tick() {
        lastTick = nanoTime.getAsLong();
        if (paused.getAsBoolean()) {
            return;
        }
        for (JobRunner runner : runners) {
            try {
                runner.takeDue().ifPresent(this::launch);
            } catch (RuntimeException | Error failed) {
                // of this job only, and the next tick is another try
            }
        }
    }

    private void launch(JobRunner.Run run) {
        try {
            executor.execute(run);
        } catch (RuntimeException | Error refused) {
            run.fail(refused);
        }
    }

    /** The time since the last {@link #tick()}, or since the start before the first. */
    Duration sinceLastTick() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastTick);
    }

    /** Gives up the runs whose threads have ended. */
    void abandonDeadRuns() {
        runners.forEach(JobRunner::abandonDeadRun);
    }

    /** What is wrong with the jobs, one clause each, joined by semicolons; empty when all do their work. */
    String problems(Duration patience) {
        return runners.stream()
                .flatMap(runner -> runner.problem(patience).stream())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** The names of the jobs that do not do their work. */
    Set<String> overdue(Duration patience) {
        return runners.stream()
                .filter(runner -> runner.problem(patience).isPresent())
                .map(runner -> runner.status().name())
                .collect(Collectors.toSet());
    }

    List<JobRunner.Status> jobs() {
        return runners.stream().map(JobRunner::status).toList();
    }

    /** The last call of each job that asks for one. */
    void runLastCalls() {
        runners.forEach(JobRunner::runLastCall);
    }
}
