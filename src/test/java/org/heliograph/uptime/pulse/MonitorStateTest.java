package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.heliograph.uptime.calculation.Tolerance;
import org.junit.jupiter.api.Test;

/** Interval 60 s, one retry, a look every 5 s. */
class MonitorStateTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:00Z");
    private static final Tolerance PATIENCE = new Tolerance(60_000, 10_000, 60_000);

    @Test
    void theFirstPulseBringsAMonitorUpHoweverLateItIs() {
        MonitorState pending = new MonitorState("m", MonitorState.PENDING, null, null, null, PulseMetrics.NONE, 0, 0);

        MonitorState after = pending.after(pulse(-500), PATIENCE, NOW);

        assertThat(after.status()).isEqualTo(MonitorState.UP);
        assertThat(after.firstAt()).isEqualTo(after.lastAt()).isEqualTo(NOW.minusSeconds(500));
    }

    @Test
    void aPulseOfNowBringsADownMonitorBack() {
        MonitorState after = down().after(pulse(0), PATIENCE, NOW);

        assertThat(after.status()).isEqualTo(MonitorState.UP);
        assertThat(after.misses()).isZero();
        assertThat(after.downCount()).isZero();
        assertThat(after.lastAt()).isEqualTo(NOW);
    }

    @Test
    void aPulseThatIsSoOldThatItsMonitorWouldBeDownBringsNothingBack() {
        assertThat(down().after(pulse(-70), PATIENCE, NOW).status()).isEqualTo(MonitorState.UP);
        MonitorState after = down().after(pulse(-71), PATIENCE, NOW);

        assertThat(after.status()).isEqualTo(MonitorState.DOWN);
        assertThat(after.downCount()).isEqualTo(4);
        assertThat(after.lastAt()).isEqualTo(NOW.minusSeconds(71));
    }

    @Test
    void aLatePulseDoesNotMoveWhatANewerOneSaid() {
        MonitorState up = new MonitorState(
                "m", MonitorState.UP, NOW.minusSeconds(300), NOW, 7.0, new PulseMetrics(1.0, null, null), 0, 0);

        MonitorState after =
                up.after(new Pulse(NOW.minusSeconds(400), 99, new PulseMetrics(2.0, 3.0, null)), PATIENCE, NOW);

        assertThat(after)
                .isEqualTo(new MonitorState(
                        "m", MonitorState.UP, NOW.minusSeconds(400), NOW, 7.0, new PulseMetrics(1.0, 3.0, null), 0, 0));
    }

    @Test
    void aPulseInTimeEndsARowOfMisses() {
        MonitorState up = new MonitorState(
                "m", MonitorState.UP, NOW.minusSeconds(300), NOW.minusSeconds(65), 7.0, PulseMetrics.NONE, 1, 0);

        assertThat(up.after(pulse(-60), PATIENCE, NOW).misses()).isZero();
        assertThat(up.after(pulse(-61), PATIENCE, NOW).misses()).isEqualTo(1);
    }

    private static MonitorState down() {
        return new MonitorState(
                "m", MonitorState.DOWN, NOW.minusSeconds(900), NOW.minusSeconds(200), 5.0, PulseMetrics.NONE, 5, 4);
    }

    private static Pulse pulse(int seconds) {
        return new Pulse(NOW.plusSeconds(seconds), 1, PulseMetrics.NONE);
    }
}
