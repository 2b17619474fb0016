package org.heliograph.uptime.history.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.history.MetricStats;
import org.junit.jupiter.api.Test;

class HistoryPointTest {
    private static final Instant ONE = Instant.parse("2026-03-17T10:00:00Z");
    private static final Instant TWO = Instant.parse("2026-03-17T10:01:00Z");

    private final List<List<HistoryPoint>> children =
            List.of(List.of(point(ONE, 100.0, 10), point(TWO, 50.0, 30)), List.of(point(TWO, 0.0, 20)));

    @Test
    void uptimeOfAGroupIsThatOfItsOwnTime() {
        assertThat(HistoryPoint.combined(children, start -> start.equals(ONE) ? 100.0 : null))
                .extracting(HistoryPoint::uptime)
                .containsExactly(100.0, null);
    }

    @Test
    void latencyOfAGroupIsThatOfAllItsPulses() {
        assertThat(HistoryPoint.combined(children, start -> null))
                .extracting(HistoryPoint::latency)
                .containsExactly(new MetricStats(10.0, 10.0, 10, 1), new MetricStats(20.0, 30.0, 50, 2));
    }

    private static HistoryPoint point(Instant start, Double uptime, double latency) {
        return new HistoryPoint(start, uptime, new MetricStats(latency, latency, latency, 1), List.of());
    }
}
