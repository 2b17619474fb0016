package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.uptime.state.MonitorState.Transition;
import org.junit.jupiter.api.Test;

/** Interval 60 s, a check every 5 s; times in seconds after the last pulse. */
class MonitorStateCheckTest {
    private static final Instant PULSE = Instant.parse("2026-03-17T10:30:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private Instant availableSince = Instant.EPOCH;
    private MonitorState monitor = MonitorStates.of("up", PULSE, 0, 0, PULSE);

    @Test
    void monitorGoesDownWithFirstMissThatIsNotRetried() {
        assertThat(check(100, 0)).containsExactly("DOWN at 65");
    }

    @Test
    void monitorGoesDownAfterItsRetries() {
        assertThat(check(100, 2)).containsExactly("DOWN at 75");
    }

    @Test
    void pulseAsOldAsTheIntervalIsNotMissed() {
        assertThat(check(60, 0)).isEmpty();
    }

    @Test
    void reminderFollowsAfterEverySoManyFurtherMisses() {
        assertThat(check(101, 0, 3)).containsExactly("DOWN at 65", "STILL_DOWN at 80", "STILL_DOWN at 95");
        assertThat(monitor.downCount()).isEqualTo(8);
    }

    @Test
    void noReminderFollowsWithoutResend() {
        assertThat(check(10_000, 0, 0)).containsExactly("DOWN at 65");
    }

    @Test
    void pulseBetweenMissesRestartsTheCount() {
        check(70, 2);
        assertThat(monitor.misses()).isEqualTo(2);
        monitor = MonitorStates.of("up", PULSE.plusSeconds(71), 0, 0, monitor.checkedAt());

        assertThat(check(140, 2)).isEmpty();
        assertThat(check(150, 2)).containsExactly("DOWN at 145");
    }

    @Test
    void monitorWithoutPulsesStaysPending() {
        monitor = MonitorStates.of("pending", null, 0, 0, PULSE);

        assertThat(check(1_000, 0)).isEmpty();
        assertThat(monitor.status()).isEqualTo("pending");
    }

    @Test
    void afterAnOutageOfTheServerMonitorHasItsIntervalToSendAPulse() {
        monitor = MonitorStates.of("up", PULSE, 1, 0, PULSE.plusSeconds(60));
        availableSince = PULSE.plusSeconds(600);

        assertThat(check(660, 0)).isEmpty();
        assertThat(check(665, 0)).containsExactly("DOWN at 665");
    }

    @Test
    void missesBeforeAnOutageOfTheServerDoNotCount() {
        monitor = MonitorStates.of("up", PULSE, 2, 0, PULSE.plusSeconds(70));
        availableSince = PULSE.plusSeconds(600);
        CheckSettings settings = settings(2, 0);

        MonitorState first = monitor.afterCheck(settings, availableSince, PULSE.plusSeconds(665));
        MonitorState second = first.afterCheck(settings, availableSince, PULSE.plusSeconds(670));

        assertThat(List.of(first.transitionFrom(monitor, settings), second.transitionFrom(first, settings)))
                .containsOnly(Transition.NONE);
        assertThat(second.misses()).isEqualTo(2);
    }

    @Test
    void outageOfTheServerDoesNotInterruptDowntime() {
        monitor = MonitorStates.of("down", PULSE, 1, 1, PULSE.plusSeconds(600));
        availableSince = PULSE.plusSeconds(600);

        assertThat(check(610, 0, 1)).containsExactly("STILL_DOWN at 605", "STILL_DOWN at 610");
        assertThat(monitor.silence(PULSE.plusSeconds(610))).isEqualTo(Duration.ofSeconds(610));
    }

    @Test
    void lateCheckDoesNotDelayTheNextOne() {
        MonitorState after = monitor.afterCheck(settings(0, 0), availableSince, PULSE.plusMillis(5_900));

        assertThat(after.checkedAt()).isEqualTo(PULSE.plusSeconds(5));
    }

    private static CheckSettings settings(int maxRetries, int resend) {
        return new CheckSettings(60_000, maxRetries, resend, PERIOD.toMillis(), 0);
    }

    private List<String> check(int untilSecond, int maxRetries) {
        return check(untilSecond, maxRetries, 0);
    }

    /** Checks every five seconds after the last check. @return the transitions, in order */
    private List<String> check(int untilSecond, int maxRetries, int resend) {
        CheckSettings settings = settings(maxRetries, resend);
        List<String> transitions = new ArrayList<>();
        Instant end = PULSE.plusSeconds(untilSecond);
        for (Instant now = monitor.checkedAt().plus(PERIOD); !now.isAfter(end); now = now.plus(PERIOD)) {
            MonitorState before = monitor;
            monitor = before.afterCheck(settings, availableSince, now);
            Transition transition = monitor.transitionFrom(before, settings);
            if (transition != Transition.NONE) {
                transitions.add(
                        transition + " at " + Duration.between(PULSE, now).toSeconds());
            }
        }
        return transitions;
    }
}
