package org.heliograph.uptime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.uptime.monitor.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
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
    void aGroupIsWhatItsStrategyMakesOfItsChildren(String strategy, String children, Health expected) {
        List<Health> healths =
                Stream.of(children.split(" ")).map(Health::valueOf).toList();

        assertThat(Health.of(Strategy.parse(strategy).orElseThrow(), 50, healths))
                .isEqualTo(expected);
    }

    @Test
    void theThresholdOfAPercentageIsTheAdministrators() {
        List<Health> half = List.of(Health.UP, Health.DOWN);

        assertThat(Health.of(Strategy.PERCENTAGE, 50.1, half)).isEqualTo(Health.DOWN);
        assertThat(Health.of(Strategy.PERCENTAGE, 0, List.of(Health.DOWN))).isEqualTo(Health.DEGRADED);
    }

    @Test
    void aGroupOfNothingLacksNothing() {
        assertThat(Health.of(Strategy.ANY_UP, 50, List.of())).isEqualTo(Health.UP);
    }

    @Test
    void aMonitorThatHasNotPulsedYetIsNotUp() {
        assertThat(Health.of("pending")).isEqualTo(Health.DOWN);
        assertThat(Health.of("down")).isEqualTo(Health.DOWN);
        assertThat(Health.of("up")).isEqualTo(Health.UP);
    }
}
