package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Interval 60 s, a check every 5 s; times in seconds after the last pulse. */
class CheckTransitionsTest {
    private static final Instant PULSE = Instant.parse("2026-03-17T10:30:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final List<TimeRange> outages = new ArrayList<>();
    private MonitorState monitor = MonitorStates.up(PULSE, PULSE);

    @Test
    void monitorGoesDownWhenItsSilenceExceedsTheTolerance() {
        assertThat(check(100, 0)).containsExactly("DOWN at 70 downtime 10");
    }

    @Test
    void eachRetryToleratesAnotherCheck() {
        assertThat(check(100, 2)).containsExactly("DOWN at 80 downtime 20");
    }

    @Test
    void silenceAsLongAsTheToleranceIsNoDowntime() {
        assertThat(check(65, 0)).isEmpty();
    }

    @Test
    void lateCheckFindsTheSameDowntime() {
        monitor = MonitorStates.up(PULSE, PULSE.plusSeconds(295));

        assertThat(check(300, 0)).containsExactly("DOWN at 300 downtime 240");
        assertThat(monitor.downSince()).isEqualTo(PULSE.plusSeconds(60));
    }

    @Test
    void reminderFollowsAfterEverySoManyFurtherMisses() {
        assertThat(check(101, 0, 3))
                .containsExactly(
                        "DOWN at 70 downtime 10", "STILL_DOWN at 85 downtime 25", "STILL_DOWN at 100 downtime 40");
        assertThat(monitor.downCount()).isEqualTo(7);
    }

    @Test
    void reminderComesByTimeAlsoWhenChecksAreLate() {
        check(70, 0, 3);
        StateChange late =
                new StateTransitions(() -> outages, PULSE.plusSeconds(92)).afterCheck(monitor, settings(0, 3));

        assertThat(late.events()).containsExactly(new StateEvent(StateEvent.Kind.STILL_DOWN, 5, 32_000));
        assertThat(late.state().downCount()).isEqualTo(5);
    }

    @Test
    void noReminderFollowsWithoutResend() {
        assertThat(check(10_000, 0, 0)).containsExactly("DOWN at 70 downtime 10");
    }

    @Test
    void monitorWithoutPulsesStaysPending() {
        monitor = MonitorStates.of("pending", null, null, 0, PULSE);

        assertThat(check(1_000, 0)).isEmpty();
        assertThat(monitor.status()).isEqualTo("pending");
        assertThat(monitor.current(PULSE)).isEqualTo(MonitorStatus.PENDING);
    }

    @Test
    void afterAnOutageOfTheServerMonitorIsUnknownAndHasItsIntervalToSendAPulse() {
        monitor = MonitorStates.up(PULSE, PULSE.plusSeconds(60));
        outages.add(range(61, 600));

        assertThat(check(665, 0)).isEmpty();
        assertThat(monitor.current(PULSE.plusSeconds(600))).isEqualTo(MonitorStatus.UNKNOWN);
        assertThat(check(670, 0)).containsExactly("DOWN at 670 downtime 10");
        assertThat(monitor.current(PULSE.plusSeconds(600))).isEqualTo(MonitorStatus.DOWN);
    }

    @Test
    void silenceThatWasTooLongBeforeAnOutageOfTheServerIsFoundAfterIt() {
        monitor = MonitorStates.up(PULSE, PULSE.plusSeconds(65));
        outages.add(range(67, 600));

        assertThat(check(600, 0)).containsExactly("DOWN at 600 downtime 540");
    }

    @Test
    void outageOfTheServerDoesNotInterruptDowntimeAndItsChecksDoNotCount() {
        monitor = MonitorStates.of("down", PULSE, PULSE.plusSeconds(60), 1, PULSE.plusSeconds(65));
        outages.add(range(70, 600));

        assertThat(check(605, 0, 1))
                .containsExactly("STILL_DOWN at 600 downtime 540", "STILL_DOWN at 605 downtime 545");
        assertThat(monitor.downCount()).isEqualTo(3);
    }

    @Test
    void longerIntervalEndsADowntimeThatItTolerates() {
        check(100, 0);
        CheckSettings longer = new CheckSettings(600_000, 0, 0, PERIOD.toMillis(), 0);

        StateChange change = new StateTransitions(() -> outages, PULSE.plusSeconds(105)).afterCheck(monitor, longer);

        assertThat(change.state().status()).isEqualTo("up");
        assertThat(change.events()).containsExactly(new StateEvent(StateEvent.Kind.RECOVERED, 7, 0));
    }

    @Test
    void clockThatWasSetBackEndsNoDowntime() {
        check(100, 0);

        StateChange change =
                new StateTransitions(() -> outages, PULSE.minusSeconds(3_600)).afterCheck(monitor, settings(0, 0));

        assertThat(change.state().isDown()).isTrue();
        assertThat(change.events()).isEmpty();
        assertThat(change.state().checkedAt()).isEqualTo(PULSE.minusSeconds(3_600));
    }

    @Test
    void failureReportKeepsTheMonitorDownWithoutAnySilence() {
        Pulse failure = new Pulse(PULSE.plusSeconds(1), 0, Pulse.NO_METRICS, "disk full");
        StateTransitions at = new StateTransitions(() -> outages, PULSE.plusSeconds(1));
        monitor = at.afterReport(monitor, failure, settings(0, 0)).state();

        StateChange change = at.afterCheck(monitor, settings(0, 0));

        assertThat(change.state().isDown()).isTrue();
        assertThat(change.events()).isEmpty();
    }

    @Test
    void lateCheckDoesNotDelayTheNextOne() {
        StateTransitions late = new StateTransitions(() -> outages, PULSE.plusMillis(5_900));

        assertThat(late.afterCheck(monitor, settings(0, 0)).state().checkedAt()).isEqualTo(PULSE.plusSeconds(5));
    }

    private static TimeRange range(int from, int to) {
        return TimeRange.of(PULSE.plusSeconds(from), PULSE.plusSeconds(to));
    }

    private static CheckSettings settings(int maxRetries, int resend) {
        return new CheckSettings(60_000, maxRetries, resend, PERIOD.toMillis(), 0);
    }

    private List<String> check(int untilSecond, int maxRetries) {
        return check(untilSecond, maxRetries, 0);
    }

    /** Checks every five seconds after the last check, except during outages. @return the events, in order */
    private List<String> check(int untilSecond, int maxRetries, int resend) {
        CheckSettings settings = settings(maxRetries, resend);
        List<String> events = new ArrayList<>();
        Instant end = PULSE.plusSeconds(untilSecond);
        for (Instant now = monitor.checkedAt().plus(PERIOD); !now.isAfter(end); now = now.plus(PERIOD)) {
            long time = now.toEpochMilli();
            if (outages.stream().anyMatch(outage -> outage.contains(time))) {
                continue;
            }
            Instant at = now;
            List<TimeRange> past =
                    outages.stream().filter(outage -> outage.to() <= time).toList();
            StateChange change = new StateTransitions(() -> past, now).afterCheck(monitor, settings);
            monitor = change.state();
            change.events()
                    .forEach(event -> events.add(event.kind() + " at "
                            + Duration.between(PULSE, at).toSeconds() + " downtime " + event.downtime() / 1000));
        }
        return events;
    }
}
