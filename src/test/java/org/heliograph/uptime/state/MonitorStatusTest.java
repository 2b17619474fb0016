package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorStatusTest {
    @ParameterizedTest
    @CsvSource({
        "UP UP, UP",
        "UP DOWN, DEGRADED",
        "UP DEGRADED, DEGRADED",
        "DOWN DOWN, DOWN",
        "DOWN UNKNOWN, DEGRADED",
        "UP UNKNOWN, UNKNOWN",
        "UNKNOWN, UNKNOWN",
        "UP PENDING, UP",
        "DOWN PENDING, DOWN",
        "PENDING PENDING, PENDING",
        "UP MAINTENANCE, UP",
        "DOWN MAINTENANCE, DOWN",
        "MAINTENANCE PENDING, MAINTENANCE"
    })
    void pageIsUpOrDownOnlyIfAllCountedItemsAre(String items, MonitorStatus expected) {
        assertThat(MonitorStatus.ofPage(
                        Stream.of(items.split(" ")).map(MonitorStatus::valueOf).toList()))
                .isEqualTo(expected);
    }

    @Test
    void pageWithoutItemsIsUp() {
        assertThat(MonitorStatus.ofPage(List.of())).isEqualTo(MonitorStatus.UP);
    }

    @Test
    void pendingIsDownWhereOnlyThreeStatesAreKnown() {
        assertThat(MonitorStatus.PENDING.stockText()).isEqualTo("down");
        assertThat(MonitorStatus.DEGRADED.stockText()).isEqualTo("degraded");
    }
}
