package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebouncerTest {
    private final Debouncer<String> debouncer = new Debouncer<>("a", (from, to) -> Duration.ofSeconds(3));

    private Optional<Debouncer.Change<String>> observe(String value, long second) {
        return debouncer.observe(value, Duration.ofSeconds(second).toNanos(), Instant.ofEpochSecond(second));
    }

    @Test
    void reportsAChangeThatLastsOnceWithTheTimeAtWhichItBegan() {
        assertThat(observe("a", 0)).isEmpty();
        assertThat(observe("b", 1)).isEmpty();
        assertThat(observe("b", 3)).isEmpty();
        assertThat(observe("b", 4)).contains(new Debouncer.Change<>("a", "b", Instant.ofEpochSecond(1)));
        assertThat(observe("b", 5)).isEmpty();
        assertThat(observe("b", 500)).isEmpty();
    }

    @Test
    void reportsNothingOfAChangeThatDoesNotLast() {
        for (int second = 0; second < 60; second += 4) {
            assertThat(observe("b", second)).isEmpty();
            assertThat(observe("b", second + 2)).isEmpty();
            assertThat(observe("a", second + 3)).isEmpty();
        }
    }

    @Test
    void aThirdValueBeginsAnew() {
        observe("b", 0);
        observe("c", 2);
        assertThat(observe("c", 4)).isEmpty();
        assertThat(observe("c", 5)).contains(new Debouncer.Change<>("a", "c", Instant.ofEpochSecond(2)));
    }

    @Test
    void flappingIsReportedEverMoreRarely() {
        int inTheFirstTenMinutes = 0;
        for (int second = 0; second < 600; second++) {
            inTheFirstTenMinutes +=
                    observe(second / 5 % 2 == 0 ? "b" : "a", second).isPresent() ? 1 : 0;
        }
        assertThat(inTheFirstTenMinutes).isBetween(2, Debouncer.PATIENCE);
    }

    @Test
    void afterAQuietTimeAChangeIsReportedAsSoonAsTheFirst() {
        flappingIsReportedEverMoreRarely();
        String last = debouncer.reported();
        observe(last, 600);
        String other = last.equals("a") ? "b" : "a";
        observe(other, 1300);

        assertThat(observe(other, 1303)).isPresent();
    }

    @Test
    void aSlowChangeIsNeverWithheldForever() {
        for (int round = 0; round < 100; round++) {
            int second = 1_000 * round;
            String other = debouncer.reported().equals("a") ? "b" : "a";
            observe(other, second);
            assertThat(observe(other, second + 3 * Debouncer.LONGEST_FACTOR)).isPresent();
        }
    }
}
