package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.heliograph.uptime.state.StateEvent.Kind;
import org.junit.jupiter.api.Test;

/** Interval 60 s, one retry, a check every 5 s, so 70 s are tolerated. */
class ReportTransitionsTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:00Z");
    private static final CheckSettings SETTINGS = new CheckSettings(60_000, 1, 0, 5_000, 60_000);

    @Test
    void firstPulseTakesMonitorUp() {
        StateChange change = report(MonitorState.pending("m"), pulse(-10));

        assertThat(change.state().status()).isEqualTo(MonitorState.UP);
        assertThat(change.state().firstPulse())
                .isEqualTo(change.state().lastPulse())
                .isEqualTo(NOW.minusSeconds(10));
        assertThat(change.events()).isEmpty();
    }

    @Test
    void firstPulseThatIsTooOldTakesMonitorDown() {
        StateChange change = report(MonitorState.pending("m"), pulse(-500));

        assertThat(change.state().status()).isEqualTo(MonitorState.DOWN);
        assertThat(change.events()).containsExactly(new StateEvent(Kind.DOWN, 1, 440_000));
    }

    @Test
    void currentPulseTakesDownMonitorUp() {
        StateChange change = report(down(), pulse(0));

        assertThat(change.state().status()).isEqualTo(MonitorState.UP);
        assertThat(change.state().downSince()).isNull();
        assertThat(change.state().downCount()).isZero();
        assertThat(change.state().lastPulse()).isEqualTo(NOW);
        assertThat(change.events()).containsExactly(new StateEvent(Kind.RECOVERED, 4, 140_000));
    }

    @Test
    void pulseOlderThanToleranceEndsADowntimeAndTheNextOneBegins() {
        assertThat(report(down(), pulse(-70)).state().status()).isEqualTo(MonitorState.UP);
        StateChange change = report(down(), pulse(-71));

        assertThat(change.state().status()).isEqualTo(MonitorState.DOWN);
        assertThat(change.state().downCount()).isEqualTo(1);
        assertThat(change.state().lastPulse()).isEqualTo(NOW.minusSeconds(71));
        assertThat(change.state().downSince()).isEqualTo(NOW.minusSeconds(11));
        assertThat(change.events())
                .containsExactly(new StateEvent(Kind.RECOVERED, 4, 69_000), new StateEvent(Kind.DOWN, 1, 11_000));
    }

    @Test
    void latePulseAfterADowntimeThatNoCheckHasSeenPublishesBothDowntimes() {
        StateChange change = report(up(NOW.minusSeconds(300), Pulse.NO_METRICS), pulse(-100));

        assertThat(change.events())
                .containsExactly(
                        new StateEvent(Kind.DOWN, 1, 140_000),
                        new StateEvent(Kind.RECOVERED, 1, 140_000),
                        new StateEvent(Kind.DOWN, 1, 40_000));
        assertThat(change.state().downSince()).isEqualTo(NOW.minusSeconds(40));
    }

    @Test
    void latePulseThatWasInTimeShowsThatThereWasNoDowntime() {
        StateChange change = report(down(), pulse(-130));

        assertThat(change.events())
                .containsExactly(new StateEvent(Kind.RECOVERED, 4, 0), new StateEvent(Kind.DOWN, 1, 70_000));
        assertThat(change.state().downSince()).isEqualTo(NOW.minusSeconds(70));
    }

    @Test
    void lateFailureWithinTheToleranceMovesTheBeginningOfTheDowntime() {
        assertThat(report(down(), failure(-150, "x")).state().downSince()).isEqualTo(NOW.minusSeconds(150));
        assertThat(report(down(), failure(-130, "x")).state().downSince()).isEqualTo(NOW.minusSeconds(130));
        StateChange change = report(down(), failure(-129, "x"));
        assertThat(change.state().downSince()).isEqualTo(NOW.minusSeconds(140));
        assertThat(change.state().downCount()).isEqualTo(4);
        assertThat(change.events()).isEmpty();
    }

    @Test
    void downtimeThatNoCheckHasSeenIsPublishedWithItsEnd() {
        StateChange change = report(up(NOW.minusSeconds(71), Pulse.NO_METRICS), pulse(0));

        assertThat(change.state().status()).isEqualTo(MonitorState.UP);
        assertThat(change.events())
                .containsExactly(new StateEvent(Kind.DOWN, 1, 11_000), new StateEvent(Kind.RECOVERED, 1, 11_000));
        assertThat(report(up(NOW.minusSeconds(70), Pulse.NO_METRICS), pulse(0)).events())
                .isEmpty();
    }

    @Test
    void failureTakesMonitorDownAtOnceAndKeepsItsMessage() {
        StateChange change = report(up(NOW.minusSeconds(5), Pulse.NO_METRICS), failure(0, "disk full"));

        assertThat(change.state().status()).isEqualTo(MonitorState.DOWN);
        assertThat(change.state().failureMessage()).isEqualTo("disk full");
        assertThat(change.state().downSince()).isEqualTo(NOW);
        assertThat(change.state().lastPulse()).isEqualTo(NOW.minusSeconds(5));
        assertThat(change.events()).containsExactly(new StateEvent(Kind.DOWN, 1, 0));
    }

    @Test
    void furtherFailuresReplaceTheMessageAndPublishNothing() {
        MonitorState failed = report(up(NOW.minusSeconds(5), Pulse.NO_METRICS), failure(-2, "disk full"))
                .state();

        StateChange change = report(failed, failure(0, "disk fuller"));

        assertThat(change.events()).isEmpty();
        assertThat(change.state().failureMessage()).isEqualTo("disk fuller");
        assertThat(change.state().downSince()).isEqualTo(NOW.minusSeconds(2));
    }

    @Test
    void failureAfterALongSilenceContinuesItsDowntime() {
        StateChange change = report(up(NOW.minusSeconds(100), Pulse.NO_METRICS), failure(0, ""));

        assertThat(change.state().downSince()).isEqualTo(NOW.minusSeconds(40));
        assertThat(change.events()).containsExactly(new StateEvent(Kind.DOWN, 1, 40_000));
    }

    @Test
    void onlyAPulseThatIsNewerThanTheFailureEndsItsDowntime() {
        MonitorState failed = report(up(NOW.minusSeconds(20), Pulse.NO_METRICS), failure(-10, "x"))
                .state();

        assertThat(report(failed, pulse(-11)).state().isDown()).isTrue();
        assertThat(report(failed, pulse(-10)).state().isDown()).isTrue();
        StateChange change = report(failed, pulse(-9));
        assertThat(change.state().isDown()).isFalse();
        assertThat(change.state().failureMessage()).isNull();
        assertThat(change.events()).containsExactly(new StateEvent(Kind.RECOVERED, 1, 1_000));
    }

    @Test
    void failureOlderThanTheLastPulseChangesNoState() {
        StateChange change = report(up(NOW, Pulse.NO_METRICS), failure(-1, "x"));

        assertThat(change.state().status()).isEqualTo(MonitorState.UP);
        assertThat(change.events()).isEmpty();
    }

    @Test
    void firstReportMayBeAFailure() {
        StateChange change = report(MonitorState.pending("m"), failure(0, "x"));

        assertThat(change.state().isDown()).isTrue();
        assertThat(change.state().firstPulse()).isEqualTo(NOW);
        assertThat(change.state().lastPulse()).isNull();
        assertThat(change.events()).containsExactly(new StateEvent(Kind.DOWN, 1, 0));
    }

    @Test
    void silenceInWhichTheServerWasAwayIsNoDowntime() {
        List<TimeRange> outages = List.of(TimeRange.of(NOW.minusSeconds(80), NOW.minusSeconds(5)));

        StateChange change = new StateTransitions(() -> outages, NOW)
                .afterReport(up(NOW.minusSeconds(100), Pulse.NO_METRICS), pulse(0), SETTINGS);

        assertThat(change.events()).isEmpty();
        assertThat(change.state().current(NOW.minusSeconds(5))).isEqualTo(MonitorStatus.UP);
    }

    @Test
    void latePulseDoesNotReplaceValuesOfNewerPulse() {
        MonitorState up = up(NOW, Arrays.asList(1.0, null, null));

        MonitorState after = report(up, new Pulse(NOW.minusSeconds(400), 99, Arrays.asList(2.0, 3.0, null)))
                .state();

        assertThat(after)
                .isEqualTo(state(
                        MonitorState.UP, NOW.minusSeconds(400), NOW, 7.0, Arrays.asList(1.0, 3.0, null), null, 0));
    }

    private static StateChange report(MonitorState before, Pulse report) {
        return new StateTransitions(List::of, NOW).afterReport(before, report, SETTINGS);
    }

    private static MonitorState up(Instant lastPulse, List<Double> metrics) {
        return state(MonitorState.UP, NOW.minusSeconds(300), lastPulse, 7.0, metrics, null, 0);
    }

    private static MonitorState down() {
        Instant since = NOW.minusSeconds(140);
        return state(MonitorState.DOWN, NOW.minusSeconds(900), NOW.minusSeconds(200), 5.0, Pulse.NO_METRICS, since, 4);
    }

    private static MonitorState state(
            String status,
            Instant firstPulse,
            Instant lastPulse,
            double latency,
            List<Double> metrics,
            Instant downSince,
            int downCount) {
        return new MonitorState(
                "m",
                status,
                firstPulse,
                lastPulse,
                latency,
                metrics,
                null,
                downSince,
                downCount,
                NOW,
                NOW,
                Collections.nCopies(6, 99.0));
    }

    private static Pulse pulse(int seconds) {
        return new Pulse(NOW.plusSeconds(seconds), 1, Pulse.NO_METRICS);
    }

    private static Pulse failure(int seconds, String message) {
        return new Pulse(NOW.plusSeconds(seconds), 1, Pulse.NO_METRICS, message);
    }
}
