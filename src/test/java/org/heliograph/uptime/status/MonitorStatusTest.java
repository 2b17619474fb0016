package org.heliograph.uptime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorStatusTest {
    @ParameterizedTest
    @CsvSource({
        "any-up, UP DOWN DOWN, UP",
        "any-up, DOWN DOWN, DOWN",
        "any-up, DEGRADED DOWN, DEGRADED",
        "all-up, UP UP, UP",
        "all-up, UP DOWN, DEGRADED",
        "all-up, UP DEGRADED, DEGRADED",
        "all-up, DEGRADED DOWN, DEGRADED",
        "all-up, DOWN DOWN, DOWN",
        "percentage, UP UP UP, UP",
        "percentage, UP DOWN, DEGRADED",
        "percentage, UP DOWN DOWN, DOWN",
        "percentage, UP DEGRADED, DEGRADED"
    })
    void statusOfAGroupFollowsItsStrategy(String strategy, String children, MonitorStatus expected) {
        List<MonitorStatus> statuses =
                Stream.of(children.split(" ")).map(MonitorStatus::valueOf).toList();

        assertThat(MonitorStatus.of(GroupStrategy.parse(strategy).orElseThrow(), 50, statuses))
                .isEqualTo(expected);
    }

    @Test
    void percentageUsesTheThresholdOfTheGroup() {
        List<MonitorStatus> half = List.of(MonitorStatus.UP, MonitorStatus.DOWN);

        assertThat(MonitorStatus.of(GroupStrategy.PERCENTAGE, 50.1, half)).isEqualTo(MonitorStatus.DOWN);
        assertThat(MonitorStatus.of(GroupStrategy.PERCENTAGE, 0, List.of(MonitorStatus.DOWN)))
                .isEqualTo(MonitorStatus.DEGRADED);
    }

    @Test
    void emptyGroupIsUp() {
        assertThat(MonitorStatus.of(GroupStrategy.ANY_UP, 50, List.of())).isEqualTo(MonitorStatus.UP);
    }

    @Test
    void pendingMonitorIsDown() {
        assertThat(MonitorStatus.of("pending")).isEqualTo(MonitorStatus.DOWN);
        assertThat(MonitorStatus.of("down")).isEqualTo(MonitorStatus.DOWN);
        assertThat(MonitorStatus.of("up")).isEqualTo(MonitorStatus.UP);
    }
}
