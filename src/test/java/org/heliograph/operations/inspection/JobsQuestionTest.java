package org.heliograph.operations.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.heliograph.platform.JobRunner;
import org.junit.jupiter.api.Test;

class JobsQuestionTest {
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    @Test
    void aRowSaysHowTheJobRan() {
        JobRunner.Status status = new JobRunner.Status(
                "sweep",
                Duration.ofMillis(1_500),
                START,
                START,
                Duration.ofMillis(7),
                12,
                3,
                "java.lang.IllegalStateException: a fault\nof the test",
                true);

        assertThat(JobsQuestion.row(status, true))
                .hasToString(
                        "{\"name\":\"sweep\",\"interval_seconds\":1.5,\"last_run_at\":\"2026-03-17T10:00:00.000Z\","
                                + "\"last_duration_millis\":7,\"runs\":12,\"failures\":3,\"failing\":true,\"overdue\":true,"
                                + "\"last_error\":\"java.lang.IllegalStateException: a fault of the test\"}");
    }

    @Test
    void aJobThatHasNotRunYetHasNoLastRun() {
        JobRunner.Status status =
                new JobRunner.Status("sweep", Duration.ofSeconds(1), null, null, null, 0, 0, null, false);

        assertThat(JobsQuestion.row(status, false).isNull("last_run_at")).isTrue();
        assertThat(JobsQuestion.row(status, false).isNull("last_error")).isTrue();
    }
}
