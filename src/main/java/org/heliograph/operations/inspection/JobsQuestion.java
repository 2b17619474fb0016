package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Comparator;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.NodeQuestion;
import org.heliograph.platform.JobRunner;
import org.heliograph.platform.JobScheduler;
import org.heliograph.text.TextCleaner;

/** The periodic jobs of a node, by name. */
@ApplicationScoped
public class JobsQuestion implements NodeQuestion {
    public static final String NAME = "jobs";

    /** The array in the answer. */
    public static final String ROWS = "jobs";

    private static final int LONGEST_ERROR = 500;
    private static final double MILLIS_PER_SECOND = 1_000;

    @Inject
    private JobScheduler scheduler;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject answer(JsonObject parameters) {
        Set<String> overdue = scheduler.overdue();
        JsonArrayBuilder rows = JsonText.array();
        scheduler.jobs().stream()
                .sorted(Comparator.comparing(JobRunner.Status::name))
                .forEach(job -> rows.add(row(job, overdue.contains(job.name()))));
        return JsonText.object().add(ROWS, rows).build();
    }

    static JsonObject row(JobRunner.Status job, boolean overdue) {
        JsonValue lastRun = job.lastEnd() == null ? JsonValue.NULL : JsonText.value(Timestamps.format(job.lastEnd()));
        JsonValue duration = job.duration() == null
                ? JsonValue.NULL
                : JsonText.value(job.duration().toMillis());
        return JsonText.object()
                .add("name", job.name())
                .add("interval_seconds", JsonText.value(job.period().toMillis() / MILLIS_PER_SECOND))
                .add("last_run_at", lastRun)
                .add("last_duration_millis", duration)
                .add("runs", job.runs())
                .add("failures", job.failures())
                .add("failing", job.failing())
                .add("overdue", overdue)
                .add("last_error", JsonText.value(TextCleaner.line(job.lastFailure(), LONGEST_ERROR)))
                .build();
    }
}
