package org.heliograph.hub.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenScheduleTest {
    private static final long NOW = 1_000_000;
    /** A millisecond in nanoseconds. */
    private static final long MILLI = 1_000_000;

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private static EvenSchedule<Integer> over(Duration time) {
        return new EvenSchedule<>(HUNDRED, NOW, time, new Random(7));
    }

    @Test
    void spreadsItemsEvenly() {
        EvenSchedule<Integer> schedule = over(Duration.ofSeconds(50));

        for (int second = 1; second <= 50; second++) {
            assertThat(schedule.takeDue(NOW + second * 1_000 * MILLI)).hasSize(2);
        }
    }

    @Test
    void takesEveryItemOnceInRandomOrder() {
        EvenSchedule<Integer> schedule = over(Duration.ofSeconds(10));
        List<Integer> taken = new ArrayList<>();

        for (long millis = 0; millis <= 10_000; millis += 70) {
            taken.addAll(schedule.takeDue(NOW + millis * MILLI));
        }
        taken.addAll(schedule.takeDue(NOW + 10_000 * MILLI));

        assertThat(taken).containsExactlyInAnyOrderElementsOf(HUNDRED).isNotEqualTo(HUNDRED);
    }

    @Test
    void catchesUpAfterMissedSteps() {
        EvenSchedule<Integer> schedule = over(Duration.ofSeconds(10));
        schedule.takeDue(NOW + 1_000 * MILLI);

        assertThat(schedule.takeDue(NOW + 6_000 * MILLI)).hasSize(50);
    }

    @Test
    void takesEverythingAtOnceForADurationOfZero() {
        EvenSchedule<Integer> schedule = over(Duration.ZERO);

        assertThat(schedule.takeDue(NOW)).hasSize(100);
        assertThat(schedule.isOver(NOW)).isTrue();
    }

    @Test
    void takesNothingTwiceWhenTheClockIsSetBack() {
        EvenSchedule<Integer> schedule = over(Duration.ofSeconds(10));
        schedule.takeDue(NOW + 5_000 * MILLI);

        assertThat(schedule.takeDue(NOW - 60_000 * MILLI)).isEmpty();
        assertThat(schedule.takeDue(NOW + 10_000 * MILLI)).hasSize(50);
    }
}
