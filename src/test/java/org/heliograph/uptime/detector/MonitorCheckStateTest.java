package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Interval 60 s, a look every 5 s; times in seconds after the last pulse. */
class MonitorCheckStateTest {
    private static final Instant PULSE = Instant.parse("2026-03-17T10:30:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private Instant back = Instant.EPOCH;
    private MonitorCheckState monitor = new MonitorCheckState("m", "up", PULSE, 0, 0, PULSE);

    @Test
    void aMonitorGoesDownWithTheFirstMissThatIsNotForgiven() {
        assertThat(look(100, 0)).containsExactly("DOWN at 65");
    }

    @Test
    void asManyMissesInARowAreForgivenAsTheAdministratorSays() {
        assertThat(look(100, 2)).containsExactly("DOWN at 75");
    }

    @Test
    void aPulseThatIsAsOldAsTheIntervalIsNoMiss() {
        assertThat(look(60, 0)).isEmpty();
    }

    @Test
    void itIsToldAgainAfterEveryFewFurtherMisses() {
        assertThat(look(101, 0, 3)).containsExactly("DOWN at 65", "STILL_DOWN at 80", "STILL_DOWN at 95");
        assertThat(monitor.downCount()).isEqualTo(8);
    }

    @Test
    void itIsNeverToldAgainWhenNobodyWantsIt() {
        assertThat(look(10_000, 0, 0)).containsExactly("DOWN at 65");
    }

    @Test
    void aPulseBetweenTwoMissesBeginsTheCountAnew() {
        look(70, 2);
        assertThat(monitor.misses()).isEqualTo(2);
        monitor = new MonitorCheckState("m", "up", PULSE.plusSeconds(71), 0, 0, monitor.checkedAt());

        assertThat(look(140, 2)).isEmpty();
        assertThat(look(150, 2)).containsExactly("DOWN at 145");
    }

    @Test
    void aMonitorThatNeverPulsedIsNotMissed() {
        monitor = new MonitorCheckState("m", "pending", null, 0, 0, PULSE);

        assertThat(look(1_000, 0)).isEmpty();
        assertThat(monitor.status()).isEqualTo("pending");
    }

    @Test
    void afterTheServersAbsenceAMonitorHasItsIntervalToBeHeardAgain() {
        monitor = new MonitorCheckState("m", "up", PULSE, 1, 0, PULSE.plusSeconds(60));
        back = PULSE.plusSeconds(600);

        assertThat(look(660, 0)).isEmpty();
        assertThat(look(665, 0)).containsExactly("DOWN at 665");
    }

    @Test
    void missesFromBeforeAnAbsenceDoNotCountAfterIt() {
        monitor = new MonitorCheckState("m", "up", PULSE, 2, 0, PULSE.plusSeconds(70));
        back = PULSE.plusSeconds(600);
        CheckSettings rules = new CheckSettings(INTERVAL, 2, 0);

        MonitorCheckState.Look first = monitor.look(rules, back, PULSE.plusSeconds(665), PERIOD);
        MonitorCheckState.Look second = first.left().look(rules, back, PULSE.plusSeconds(670), PERIOD);

        assertThat(List.of(first.finding(), second.finding())).containsOnly(MonitorCheckState.Finding.NOTHING);
        assertThat(second.left().misses()).isEqualTo(2);
    }

    @Test
    void theServersAbsenceDoesNotInterruptADowntime() {
        monitor = new MonitorCheckState("m", "down", PULSE, 1, 1, PULSE.plusSeconds(600));
        back = PULSE.plusSeconds(600);

        assertThat(look(610, 0, 1)).containsExactly("STILL_DOWN at 605", "STILL_DOWN at 610");
        assertThat(monitor.silence(PULSE.plusSeconds(610))).isEqualTo(Duration.ofSeconds(610));
    }

    @Test
    void aLookThatComesLateDoesNotMoveTheNextOne() {
        CheckSettings rules = new CheckSettings(INTERVAL, 0, 0);

        MonitorCheckState after =
                monitor.look(rules, back, PULSE.plusMillis(5_900), PERIOD).left();

        assertThat(after.checkedAt()).isEqualTo(PULSE.plusSeconds(5));
    }

    private List<String> look(int untilSecond, int retries) {
        return look(untilSecond, retries, 0);
    }

    /** Looks every five seconds from where it stands. @return what was found, in order */
    private List<String> look(int untilSecond, int retries, int resend) {
        CheckSettings rules = new CheckSettings(INTERVAL, retries, resend);
        List<String> found = new ArrayList<>();
        Instant end = PULSE.plusSeconds(untilSecond);
        for (Instant now = monitor.checkedAt().plus(PERIOD); !now.isAfter(end); now = now.plus(PERIOD)) {
            MonitorCheckState.Look look = monitor.look(rules, back, now, PERIOD);
            monitor = look.left();
            if (look.finding() != MonitorCheckState.Finding.NOTHING) {
                found.add(look.finding() + " at " + Duration.between(PULSE, now).toSeconds());
            }
        }
        return found;
    }
}
