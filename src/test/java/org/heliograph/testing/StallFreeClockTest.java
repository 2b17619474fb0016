package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallFreeClockTest {
    private static final Duration LATE = Duration.ofMillis(300);

    @Test
    void whatHoldsAtOnceIsInTime() {
        assertThatCode(() -> StallFreeClock.within(Duration.ofMillis(50), () -> true))
                .doesNotThrowAnyException();
    }

    @Test
    void whatComesLaterThanPromisedIsFoundLate() {
        long began = StallFreeClock.nanos();

        assertThatThrownBy(() -> StallFreeClock.within(
                        Duration.ofMillis(50), () -> StallFreeClock.since(began).compareTo(LATE) > 0))
                .isInstanceOf(AssertionError.class);
        assertThat(StallFreeClock.since(began)).isGreaterThan(LATE);
    }
}
