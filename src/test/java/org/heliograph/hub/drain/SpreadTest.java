package org.heliograph.hub.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final long NOW = 1_000_000;
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private static Spread<Integer> over(Duration time) {
        return new Spread<>(HUNDRED, NOW, time, new Random(7));
    }

    @Test
    void dealsTheSameNumberInEachPartOfTheTime() {
        Spread<Integer> spread = over(Duration.ofSeconds(50));

        for (int second = 1; second <= 50; second++) {
            assertThat(spread.due(NOW + second * 1_000)).hasSize(2);
        }
    }

    @Test
    void dealsEverythingOnceInNoOrder() {
        Spread<Integer> spread = over(Duration.ofSeconds(10));
        List<Integer> dealt = new ArrayList<>();

        for (long millis = 0; millis <= 10_000; millis += 70) {
            dealt.addAll(spread.due(NOW + millis));
        }
        dealt.addAll(spread.due(NOW + 10_000));

        assertThat(dealt).containsExactlyInAnyOrderElementsOf(HUNDRED).isNotEqualTo(HUNDRED);
    }

    @Test
    void catchesUpWithStepsThatWereMissed() {
        Spread<Integer> spread = over(Duration.ofSeconds(10));
        spread.due(NOW + 1_000);

        assertThat(spread.due(NOW + 6_000)).hasSize(50);
    }

    @Test
    void dealsEverythingAtOnceWhenThereIsNoTime() {
        Spread<Integer> spread = over(Duration.ZERO);

        assertThat(spread.due(NOW)).hasSize(100);
        assertThat(spread.isOver(NOW)).isTrue();
    }

    @Test
    void dealsNothingTwiceWhenTheClockIsSetBack() {
        Spread<Integer> spread = over(Duration.ofSeconds(10));
        spread.due(NOW + 5_000);

        assertThat(spread.due(NOW - 60_000)).isEmpty();
        assertThat(spread.due(NOW + 10_000)).hasSize(50);
    }
}
