package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningTimeTest {
    private long nanos = 5_000_000_000L;
    private final RunningTime time = new RunningTime(() -> nanos);
    private final long start = time.nanos();

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    private Duration elapsed() {
        return Duration.ofNanos(time.nanos() - start);
    }

    private void run(int seconds) {
        for (int second = 0; second < seconds; second++) {
            pass(Duration.ofSeconds(1));
            time.beat();
        }
    }

    @Test
    void passesWhileTheNodeRuns() {
        run(10);
        pass(Duration.ofMillis(300));

        assertThat(elapsed()).isEqualTo(Duration.ofMillis(10_300));
    }

    @Test
    void standsStillWhileTheNodeDoes() {
        run(10);
        pass(Duration.ofSeconds(20));
        time.beat();
        run(5);

        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void isRightBeforeTheFirstBeatAfterAPause() {
        run(10);
        pass(Duration.ofMinutes(5));

        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(11));
        time.beat();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(11));
        run(5);
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void passesAgainWhenTheBeatsHaveEnded() {
        run(1);
        pass(Duration.ofSeconds(60));
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(2));

        pass(Duration.ofSeconds(60));

        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(62));
    }

    @Test
    void countsABeatThatIsALittleLate() {
        run(3);
        pass(Duration.ofMillis(1_900));
        time.beat();

        assertThat(elapsed()).isEqualTo(Duration.ofMillis(4_900));
    }
}
