package org.heliograph.uptime.status.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.heliograph.uptime.history.Measure;
import org.heliograph.uptime.monitor.Strategy;
import org.heliograph.uptime.status.Combination;
import org.junit.jupiter.api.Test;

class PointTest {
    private static final Instant ONE = Instant.parse("2026-03-17T10:00:00Z");
    private static final Instant TWO = Instant.parse("2026-03-17T10:01:00Z");

    private final List<List<Point>> children =
            List.of(List.of(point(ONE, 100.0, 10), point(TWO, 50.0, 30)), List.of(point(TWO, 0.0, 20)));

    @Test
    void aGroupsUptimeFollowsItsStrategyMomentByMoment() {
        assertThat(uptimes(Strategy.ANY_UP)).containsExactly(100.0, 50.0);
        assertThat(uptimes(Strategy.ALL_UP)).containsExactly(100.0, 0.0);
        assertThat(uptimes(Strategy.PERCENTAGE)).containsExactly(100.0, 25.0);
    }

    @Test
    void itsLatencyIsThatOfAllPulsesBeneathIt() {
        assertThat(Point.combined(Strategy.ANY_UP, children))
                .extracting(Point::latency)
                .containsExactly(new Measure(10.0, 10.0, 10, 1), new Measure(20.0, 30.0, 50, 2));
    }

    @Test
    void whatIsUnknownOfAChildIsLeftOut() {
        assertThat(Combination.uptime(Strategy.ALL_UP, Arrays.asList(null, 99.0)))
                .isEqualTo(99.0);
        assertThat(Combination.uptime(Strategy.PERCENTAGE, Arrays.asList(null, null)))
                .isNull();
        assertThat(Combination.uptime(Strategy.PERCENTAGE, List.of(100.0, 100.0, 0.0)))
                .isEqualTo(66.667);
    }

    private List<Double> uptimes(Strategy strategy) {
        return Point.combined(strategy, children).stream().map(Point::uptime).toList();
    }

    private static Point point(Instant start, Double uptime, double latency) {
        return new Point(start, uptime, new Measure(latency, latency, latency, 1), List.of());
    }
}
