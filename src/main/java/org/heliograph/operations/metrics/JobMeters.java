package org.heliograph.operations.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.heliograph.metric.MetricDefinition;
import org.heliograph.platform.JobRunner;
import org.heliograph.platform.JobScheduler;

/** The metrics of the node's jobs. The application has the same jobs from its start to its end. */
final class JobMeters {
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final JobScheduler scheduler;

    JobMeters(JobScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void bind(MeterBinding to) {
        for (JobRunner.Status job : scheduler.jobs()) {
            String name = job.name();
            to.gauge(NodeMetrics.JOB_PERIOD, name, () -> seconds(job.period()));
            gauge(to, NodeMetrics.JOB_LAST_RUN, name, this::lastRun);
            gauge(to, NodeMetrics.JOB_DURATION, name, JobMeters::lastDuration);
            gauge(to, NodeMetrics.JOB_FAILING, name, status -> status.failing() ? 1.0 : 0.0);
            // the scheduler lives as long as the application, and this object does not
            to.counter(
                    NodeMetrics.JOB_FAILURES,
                    name,
                    scheduler,
                    same -> status(same, name).failures());
        }
    }

    private void gauge(
            MeterBinding to, MetricDefinition definition, String job, Function<JobRunner.Status, Double> value) {
        to.gauge(definition, job, () -> value.apply(status(scheduler, job)));
    }

    private static JobRunner.Status status(JobScheduler scheduler, String job) {
        return scheduler.jobs().stream()
                .filter(status -> status.name().equals(job))
                .findFirst()
                .orElseThrow();
    }

    /** Before the end of the first run the start of the jobs, so that a first run that hangs is late as any other. */
    private double lastRun(JobRunner.Status job) {
        return lastRun(job, scheduler.startedAt());
    }

    static double lastRun(JobRunner.Status job, Instant started) {
        return (job.lastEnd() == null ? started : job.lastEnd()).toEpochMilli() / MILLIS_PER_SECOND;
    }

    private static double lastDuration(JobRunner.Status job) {
        return job.duration() == null ? Double.NaN : seconds(job.duration());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
