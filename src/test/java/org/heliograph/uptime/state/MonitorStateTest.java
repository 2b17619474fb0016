package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Interval 60 s, one retry, a check every 5 s. */
class MonitorStateTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:00Z");
    private static final CheckSettings SETTINGS = new CheckSettings(60_000, 1, 0, 5_000, 60_000);

    @Test
    void firstPulseTakesMonitorUpHoweverLateItIs() {
        MonitorState after = MonitorState.pending("m").afterPulse(pulse(-500), SETTINGS, NOW);

        assertThat(after.status()).isEqualTo(MonitorState.UP);
        assertThat(after.firstPulse()).isEqualTo(after.lastPulse()).isEqualTo(NOW.minusSeconds(500));
    }

    @Test
    void currentPulseTakesDownMonitorUp() {
        MonitorState after = down().afterPulse(pulse(0), SETTINGS, NOW);

        assertThat(after.status()).isEqualTo(MonitorState.UP);
        assertThat(after.misses()).isZero();
        assertThat(after.downCount()).isZero();
        assertThat(after.lastPulse()).isEqualTo(NOW);
    }

    @Test
    void pulseOlderThanToleranceDoesNotTakeDownMonitorUp() {
        assertThat(down().afterPulse(pulse(-70), SETTINGS, NOW).status()).isEqualTo(MonitorState.UP);
        MonitorState after = down().afterPulse(pulse(-71), SETTINGS, NOW);

        assertThat(after.status()).isEqualTo(MonitorState.DOWN);
        assertThat(after.downCount()).isEqualTo(4);
        assertThat(after.lastPulse()).isEqualTo(NOW.minusSeconds(71));
    }

    @Test
    void latePulseDoesNotReplaceValuesOfNewerPulse() {
        MonitorState up = up(NOW, Arrays.asList(1.0, null, null), 0);

        MonitorState after =
                up.afterPulse(new Pulse(NOW.minusSeconds(400), 99, Arrays.asList(2.0, 3.0, null)), SETTINGS, NOW);

        assertThat(after)
                .isEqualTo(
                        state(MonitorState.UP, NOW.minusSeconds(400), NOW, 7.0, Arrays.asList(1.0, 3.0, null), 0, 0));
    }

    @Test
    void pulseInTimeResetsMisses() {
        MonitorState up = up(NOW.minusSeconds(65), Pulse.NO_METRICS, 1);

        assertThat(up.afterPulse(pulse(-60), SETTINGS, NOW).misses()).isZero();
        assertThat(up.afterPulse(pulse(-61), SETTINGS, NOW).misses()).isEqualTo(1);
    }

    private static MonitorState up(Instant lastPulse, List<Double> metrics, int misses) {
        return state(MonitorState.UP, NOW.minusSeconds(300), lastPulse, 7.0, metrics, misses, 0);
    }

    private static MonitorState down() {
        return state(MonitorState.DOWN, NOW.minusSeconds(900), NOW.minusSeconds(200), 5.0, Pulse.NO_METRICS, 5, 4);
    }

    private static MonitorState state(
            String status,
            Instant firstPulse,
            Instant lastPulse,
            double latency,
            List<Double> metrics,
            int misses,
            int downCount) {
        return new MonitorState(
                "m",
                status,
                firstPulse,
                lastPulse,
                latency,
                metrics,
                misses,
                downCount,
                NOW,
                NOW,
                Collections.nCopies(6, 99.0));
    }

    private static Pulse pulse(int seconds) {
        return new Pulse(NOW.plusSeconds(seconds), 1, Pulse.NO_METRICS);
    }
}
