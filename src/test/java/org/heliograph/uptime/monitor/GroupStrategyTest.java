package org.heliograph.uptime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.uptime.state.MonitorStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupStrategyTest {
    /** The tables of the stock server, and what it says of children that are degraded or without reports. */
    @ParameterizedTest
    @CsvSource({
        "any-up, UP UP UP, UP",
        "any-up, UP DOWN DOWN, UP",
        "any-up, DOWN DOWN DOWN, DOWN",
        "any-up, DEGRADED DOWN, DOWN",
        "any-up, PENDING UP, UP",
        "any-up, PENDING DOWN, DOWN",
        "all-up, UP UP UP, UP",
        "all-up, UP UP DOWN, DOWN",
        "all-up, UP DEGRADED, DOWN",
        "all-up, DOWN DOWN, DOWN",
        "all-up, UP PENDING, UP",
        "percentage, UP UP UP UP, UP",
        "percentage, UP UP UP DOWN, DEGRADED",
        "percentage, UP UP DOWN DOWN, DEGRADED",
        "percentage, UP DOWN DOWN DOWN, DOWN",
        "percentage, UP DEGRADED, DEGRADED",
        "percentage, DOWN DOWN, DOWN",
        "percentage, UP PENDING PENDING, UP"
    })
    void statusOfAGroupIsThatOfTheStockServersTables(String strategy, String children, MonitorStatus expected) {
        assertThat(status(strategy, 50, children)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "any-up, UP UNKNOWN, UP",
        "any-up, DOWN UNKNOWN, UNKNOWN",
        "all-up, DOWN UNKNOWN, DOWN",
        "all-up, UP UNKNOWN, UNKNOWN",
        "percentage, UP UP DOWN UNKNOWN, DEGRADED",
        "percentage, DOWN DOWN DOWN UNKNOWN, DOWN",
        "percentage, UNKNOWN UNKNOWN, UNKNOWN"
    })
    void groupIsUnknownOnlyWhenUnknownChildrenDecide(String strategy, String children, MonitorStatus expected) {
        assertThat(status(strategy, 50, children)).isEqualTo(expected);
    }

    @Test
    void percentageUsesTheThresholdOfTheGroup() {
        assertThat(status("percentage", 50.1, "UP DOWN")).isEqualTo(MonitorStatus.DOWN);
        assertThat(status("percentage", 0, "DOWN")).isEqualTo(MonitorStatus.DEGRADED);
        assertThat(status("percentage", 100, "UP UP DOWN")).isEqualTo(MonitorStatus.DOWN);
    }

    @Test
    void groupWithoutCountedChildrenIsPending() {
        for (GroupStrategy strategy : GroupStrategy.values()) {
            assertThat(strategy.status(50, List.of())).isEqualTo(MonitorStatus.PENDING);
            assertThat(strategy.status(50, List.of(MonitorStatus.PENDING))).isEqualTo(MonitorStatus.PENDING);
        }
    }

    private static MonitorStatus status(String strategy, double threshold, String children) {
        List<MonitorStatus> statuses =
                Stream.of(children.split(" ")).map(MonitorStatus::valueOf).toList();
        return GroupStrategy.parse(strategy).orElseThrow().status(threshold, statuses);
    }
}
