package org.heliograph.uptime.history.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.junit.jupiter.api.Test;

class HistoryPointTest {
    private static final Instant ONE = Instant.parse("2026-03-17T10:00:00Z");
    private static final Instant TWO = Instant.parse("2026-03-17T10:01:00Z");

    private final List<List<HistoryPoint>> children =
            List.of(List.of(point(ONE, 100.0, 10), point(TWO, 50.0, 30)), List.of(point(TWO, 0.0, 20)));

    @Test
    void uptimeOfAGroupFollowsItsStrategyPointByPoint() {
        assertThat(uptimes(GroupStrategy.ANY_UP)).containsExactly(100.0, 50.0);
        assertThat(uptimes(GroupStrategy.ALL_UP)).containsExactly(100.0, 0.0);
        assertThat(uptimes(GroupStrategy.PERCENTAGE)).containsExactly(100.0, 25.0);
    }

    @Test
    void latencyOfAGroupIsThatOfAllItsPulses() {
        assertThat(HistoryPoint.combined(GroupStrategy.ANY_UP, children))
                .extracting(HistoryPoint::latency)
                .containsExactly(new MetricStats(10.0, 10.0, 10, 1), new MetricStats(20.0, 30.0, 50, 2));
    }

    @Test
    void unknownUptimeOfAChildDoesNotCount() {
        assertThat(GroupStrategy.ALL_UP.uptime(Arrays.asList(null, 99.0))).isEqualTo(99.0);
        assertThat(GroupStrategy.PERCENTAGE.uptime(Arrays.asList(null, null))).isNull();
        assertThat(GroupStrategy.PERCENTAGE.uptime(List.of(100.0, 100.0, 0.0))).isEqualTo(66.667);
    }

    private List<Double> uptimes(GroupStrategy strategy) {
        return HistoryPoint.combined(strategy, children).stream()
                .map(HistoryPoint::uptime)
                .toList();
    }

    private static HistoryPoint point(Instant start, Double uptime, double latency) {
        return new HistoryPoint(start, uptime, new MetricStats(latency, latency, latency, 1), List.of());
    }
}
