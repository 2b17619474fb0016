package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.heliograph.uptime.coverage.Patience;
import org.junit.jupiter.api.Test;

/** Interval 60 s, one retry, a look every 5 s. */
class StateTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:00Z");
    private static final Patience PATIENCE = new Patience(60_000, 10_000, 60_000);

    @Test
    void theFirstPulseBringsAMonitorUpHoweverLateItIs() {
        State pending = new State("m", State.PENDING, null, null, null, Metrics.NONE, 0, 0);

        State after = pending.after(pulse(-500), PATIENCE, NOW);

        assertThat(after.status()).isEqualTo(State.UP);
        assertThat(after.firstAt()).isEqualTo(after.lastAt()).isEqualTo(NOW.minusSeconds(500));
    }

    @Test
    void aPulseOfNowBringsADownMonitorBack() {
        State after = down().after(pulse(0), PATIENCE, NOW);

        assertThat(after.status()).isEqualTo(State.UP);
        assertThat(after.misses()).isZero();
        assertThat(after.downCount()).isZero();
        assertThat(after.lastAt()).isEqualTo(NOW);
    }

    @Test
    void aPulseThatIsSoOldThatItsMonitorWouldBeDownBringsNothingBack() {
        assertThat(down().after(pulse(-70), PATIENCE, NOW).status()).isEqualTo(State.UP);
        State after = down().after(pulse(-71), PATIENCE, NOW);

        assertThat(after.status()).isEqualTo(State.DOWN);
        assertThat(after.downCount()).isEqualTo(4);
        assertThat(after.lastAt()).isEqualTo(NOW.minusSeconds(71));
    }

    @Test
    void aLatePulseDoesNotMoveWhatANewerOneSaid() {
        State up = new State("m", State.UP, NOW.minusSeconds(300), NOW, 7.0, new Metrics(1.0, null, null), 0, 0);

        State after = up.after(new Pulse(NOW.minusSeconds(400), 99, new Metrics(2.0, 3.0, null)), PATIENCE, NOW);

        assertThat(after)
                .isEqualTo(
                        new State("m", State.UP, NOW.minusSeconds(400), NOW, 7.0, new Metrics(1.0, 3.0, null), 0, 0));
    }

    @Test
    void aPulseInTimeEndsARowOfMisses() {
        State up = new State("m", State.UP, NOW.minusSeconds(300), NOW.minusSeconds(65), 7.0, Metrics.NONE, 1, 0);

        assertThat(up.after(pulse(-60), PATIENCE, NOW).misses()).isZero();
        assertThat(up.after(pulse(-61), PATIENCE, NOW).misses()).isEqualTo(1);
    }

    private static State down() {
        return new State("m", State.DOWN, NOW.minusSeconds(900), NOW.minusSeconds(200), 5.0, Metrics.NONE, 5, 4);
    }

    private static Pulse pulse(int seconds) {
        return new Pulse(NOW.plusSeconds(seconds), 1, Metrics.NONE);
    }
}
