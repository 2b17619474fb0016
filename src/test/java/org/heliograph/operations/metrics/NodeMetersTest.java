package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.heliograph.platform.JobRunner;
import org.heliograph.platform.StartState;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.NodeSettings;
import org.junit.jupiter.api.Test;

class NodeMetersTest {
    private static final Instant START = Instant.parse("2026-03-17T10:30:45.500Z");

    @Test
    void nothingIsBoundOnceTheApplicationStops() {
        NodeMeters meters = new NodeMeters(new StartState());

        meters.close();

        assertThatThrownBy(() -> meters.write(OutputStream.nullOutputStream(), MeterBinding.TEXT))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
    }

    @Test
    void anApplicationThatHasNotStartedReportsWhatNeedsNoPartOfIt() throws IOException {
        StartState start = new StartState();
        NodeMeters meters = new NodeMeters(start);
        start.waiting("waiting for the database");

        String scraped = scrape(meters);

        assertThat(scraped)
                .contains("heliograph_started 0.0\n", "heliograph_ready 0.0\n", "heliograph_draining 0.0\n")
                .contains("heliograph_node_version{", "jvm_memory_used_bytes{", "heliograph_refusals_total{")
                .doesNotContain("heliograph_database_up", "heliograph_job_failing");
        assertThat(scrape(meters)).as("a second scrape").contains("heliograph_started 0.0\n");
        meters.close();
    }

    private static String scrape(NodeMeters meters) throws IOException {
        ByteArrayOutputStream scraped = new ByteArrayOutputStream();
        meters.write(scraped, MeterBinding.TEXT);
        return scraped.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeFilledIsClosed() {
        AtomicReference<MeterBinding> seen = new AtomicReference<>();
        IllegalStateException fault = new IllegalStateException("a part is not there");

        assertThatThrownBy(() -> MeterBinding.filled(binding -> {
                    seen.set(binding);
                    binding.bindJvm();
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(seen.get().isClosed()).isTrue();
    }

    @Test
    void sizeOfTheLogIsUnknownBeforeItIsMeasuredAndAfterAFailure() {
        LogSize size = new LogSize(null);
        assertThat(size.rows()).isNaN();

        assertThatThrownBy(size::measure).isInstanceOf(NullPointerException.class);

        assertThat(size.rows()).isNaN();
        assertThat(size.oldestSeconds()).isNaN();
    }

    @Test
    void tokenOfTheMetricsIsLong() {
        assertThat(NodeSettings.METRICS_TOKEN.parse("0123456789abcdef")).isEqualTo("0123456789abcdef");
        assertThatThrownBy(() -> NodeSettings.METRICS_TOKEN.parse("0123456789abcde "))
                .hasMessageContaining("16 characters");
    }

    @Test
    void firstRunOfAJobIsLateFromTheStartOfTheJobsOn() {
        assertThat(JobMeters.lastRun(job(null), START)).isEqualTo(1773743445.5);
        assertThat(JobMeters.lastRun(job(START.plusSeconds(2)), START)).isEqualTo(1773743447.5);
    }

    private static JobRunner.Status job(Instant lastEnd) {
        return new JobRunner.Status("log-retention", Duration.ofMinutes(1), START, lastEnd, null, 0, 0, null, false);
    }
}
