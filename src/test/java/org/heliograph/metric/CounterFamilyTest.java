package org.heliograph.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CounterFamilyTest {
    @Test
    void valuesThatAreNotKnownMakeNoOtherSeries() {
        CounterFamily family = new CounterFamily("heliograph_test_total", "result", List.of("ok"), "A test.");

        family.increment("ok");
        for (int i = 0; i < 1_000; i++) {
            family.increment(UUID.randomUUID().toString());
        }

        assertThat(family.counts()).containsOnlyKeys("ok", CounterFamily.OTHER);
        assertThat(family.counts().get("ok").sum()).isEqualTo(1);
        assertThat(family.counts().get(CounterFamily.OTHER).sum()).isEqualTo(1_000);
    }

    @Test
    void histogramsCountIntoFixedBuckets() {
        DurationHistogram histogram =
                new DurationHistogram("heliograph_test_seconds", "kind", List.of("machines"), "A test.");

        histogram.of("machines").observe(-5);
        histogram.of("machines").observe(3);
        histogram.of("machines").observe(3_600_000);
        histogram.of(UUID.randomUUID().toString()).observe(1);

        assertThat(histogram.series()).containsOnlyKeys("machines", CounterFamily.OTHER);
        long[] counts = histogram.of("machines").counts();
        assertThat(counts).hasSize(DurationHistogram.upperBounds().length);
        assertThat(counts[0]).isEqualTo(1);
        assertThat(counts[2]).isEqualTo(1);
        assertThat(counts[counts.length - 1]).isEqualTo(1);
        assertThat(histogram.of("machines").sumSeconds()).isEqualTo(3_600.003);
    }

    @Test
    void namesFollowTheConventions() {
        assertThatThrownBy(() -> MetricDefinition.gauge("heliograph_things_total", "", "No counter."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MetricDefinition.counter("heliograph_things", "", "No gauge."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MetricDefinition.gauge("things", "", "No prefix."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(MetricDefinition.counter("heliograph_things_bytes_total", "", "Bytes.")
                        .unit())
                .isEqualTo("bytes");
    }
}
