package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerWatchTest {
    private final PeerWatch watch = new PeerWatch(Duration.ofSeconds(15));

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private void write(int from, int to) {
        for (int second = from; second <= to; second++) {
            if (watch.isDue(seconds(second))) {
                watch.succeeded(seconds(second));
            }
        }
    }

    @Test
    void aSignOfLifeIsDueSeveralTimesWithinTheSilence() {
        assertThat(watch.isDue(0)).isTrue();
        watch.succeeded(0);

        assertThat(watch.isDue(seconds(3))).isFalse();
        assertThat(watch.isDue(seconds(4))).isTrue();
    }

    @Test
    void howeverLongTheSilenceTheFiguresAreNewEveryFiveSeconds() {
        PeerWatch patient = new PeerWatch(Duration.ofMinutes(10));
        patient.succeeded(0);

        assertThat(patient.isDue(seconds(4))).isFalse();
        assertThat(patient.isDue(seconds(5))).isTrue();
    }

    @Test
    void aNodeJudgesOthersOnlyAfterItHasWatchedThemForLonger() {
        assertThat(watch.mayJudge(0)).isFalse();
        write(0, 16);
        assertThat(watch.mayJudge(seconds(16))).isFalse();
        write(17, 24);
        assertThat(watch.mayJudge(seconds(24))).isTrue();
    }

    @Test
    void afterABreakOfItsOwnSignsItWatchesAnew() {
        write(0, 60);
        write(72, 84);
        assertThat(watch.mayJudge(seconds(84))).isFalse();
        write(85, 100);
        assertThat(watch.mayJudge(seconds(100))).isTrue();
    }
}
