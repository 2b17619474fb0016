package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.UptimeCalculator;
import org.heliograph.uptime.history.UptimeCalculator.Silence;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.Pulse;
import org.heliograph.uptime.state.StateChange;
import org.heliograph.uptime.state.StateEvent;
import org.heliograph.uptime.state.StateTransitions;
import org.heliograph.uptime.state.TimeRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what is known of a monitor in four ways: its state after each step, the events, and the timeline from which histories and
 * uptimes are computed. Pulses, failures, late ones of both, checks, outages of the server and steps of the clock are random; the seed
 * is the test's name. All times are milliseconds.
 */
class OneTruthPropertiesTest {
    private static final int CASES = 100;
    private static final long PERIOD = 5_000;
    private static final int STEPS = 120;

    /** How late a report may be. */
    private static final long LATEST = 600_000;

    static LongStream seeds() {
        return new Random().longs(CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stateEventsAndTimelineAgree(long seed) {
        World world = new World(new Random(seed));
        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
    }

    /** A server, its clock, a monitor, and what everybody else has heard of it. */
    private static final class World {
        private final Random random;
        private final CheckSettings settings;
        private final List<Pulse> reports = new ArrayList<>();
        private final List<TimeRange> outages = new ArrayList<>();
        private final List<TimeRange> published = new ArrayList<>();
        private MonitorState state;
        private Long publishedSince;
        private long now = 1_000_000_000_000L;
        private long nextCheck;
        private long availableSince;
        private long furthest;

        World(Random random) {
            this.random = random;
            settings = new CheckSettings(
                    1_000L * (1 + random.nextInt(60)),
                    random.nextInt(4),
                    random.nextInt(3),
                    PERIOD,
                    1_000L * random.nextInt(90));
            state = checkedAt(MonitorState.pending("m"));
            nextCheck = now + random.nextInt((int) PERIOD);
        }

        private MonitorState checkedAt(MonitorState pending) {
            return new MonitorState(
                    "m",
                    pending.status(),
                    null,
                    null,
                    null,
                    Pulse.NO_METRICS,
                    null,
                    null,
                    0,
                    Instant.ofEpochMilli(now),
                    Instant.EPOCH,
                    pending.uptimes());
        }

        void step() {
            int kind = random.nextInt(40);
            if (kind == 0) {
                outage(random.nextInt(200_000));
            } else if (kind == 1) {
                // a clock that is set forward: nobody was there in between
                outage(3_600_000);
            } else if (kind == 2 && !state.isDown()) {
                // what was down by a clock that ran ahead was down for its readers
                furthest = Math.max(furthest, now);
                now -= random.nextInt(2_000);
            } else if (kind < 6) {
                elapse(random.nextLong(settings.tolerance() * 3));
            } else {
                elapse(random.nextLong(settings.tolerance() * 11 / 10));
            }
            if (random.nextInt(3) > 0) {
                report(random.nextInt(8) == 0);
            }
            compare();
        }

        private void outage(long length) {
            // a clock that was set back makes no outage of a time that was witnessed
            now = Math.max(now, furthest);
            outages.add(new TimeRange(now, now + length));
            now += length;
            availableSince = now;
            nextCheck = now + settings.grace();
        }

        private void elapse(long millis) {
            long end = now + millis;
            while (nextCheck <= end) {
                now = Math.max(now, nextCheck);
                nextCheck += PERIOD;
                if (Duration.between(state.checkedAt(), Instant.ofEpochMilli(now))
                                .toMillis()
                        >= PERIOD) {
                    apply(transitions().afterCheck(state, settings), now);
                    compare();
                    compareStates();
                }
            }
            now = Math.max(now, end);
        }

        private void report(boolean fails) {
            Instant last = state.lastReport();
            if (last != null && last.toEpochMilli() >= now) {
                // a clock that was set back: this is the same moment again
                now = last.toEpochMilli() + 1;
            }
            long at = now;
            if (last != null && random.nextInt(4) == 0) {
                // one that arrives late, and is newer than all others
                long age = Math.min(now - last.toEpochMilli(), LATEST);
                at = now - random.nextLong(age);
            }
            Pulse report = new Pulse(Instant.ofEpochMilli(at), 1, Pulse.NO_METRICS, fails ? "x" : null);
            reports.add(report);
            apply(transitions().afterReport(state, report, settings), at);
            if (fails && publishedSince != null) {
                // a late failure moves the beginning of a downtime without an event
                publishedSince = state.downSince().toEpochMilli();
            }
        }

        private StateTransitions transitions() {
            return new StateTransitions(() -> TimeRange.merged(outages), Instant.ofEpochMilli(now));
        }

        /** @param at of the report, or of the check */
        private void apply(StateChange change, long at) {
            for (int i = 0; i < change.events().size(); i++) {
                StateEvent event = change.events().get(i);
                boolean lasts = i == change.events().size() - 1 && event.kind() == StateEvent.Kind.DOWN;
                long since = (lasts ? now : at) - event.downtime();
                switch (event.kind()) {
                    case DOWN -> {
                        assertThat(publishedSince).isNull();
                        publishedSince = since;
                    }
                    case STILL_DOWN -> assertThat(since).isEqualTo(publishedSince);
                    case RECOVERED -> {
                        if (event.downtime() > 0) {
                            assertThat(since).isEqualTo(publishedSince);
                        }
                        published.add(new TimeRange(since, at));
                        publishedSince = null;
                    }
                }
            }
            state = change.state();
        }

        /** What the published events and the timeline say now. Of a silence that lasts, only what a check has found is known. */
        private void compare() {
            if (reports.isEmpty()) {
                assertThat(current()).isEqualTo(MonitorStatus.PENDING);
                return;
            }
            assertThat(state.isDown()).isEqualTo(publishedSince != null);
            List<TimeRange> heard = new ArrayList<>(published);
            if (publishedSince != null) {
                heard.add(new TimeRange(publishedSince, Math.max(now, publishedSince)));
            }
            List<TimeRange> away = TimeRange.merged(outages);
            List<TimeRange> witnessed = heard.stream()
                    .flatMap(range -> range.without(away).stream())
                    .toList();
            assertThat(TimeRange.merged(witnessed))
                    .isEqualTo(timeline(state.isDown()).down());
        }

        /** What the state and the timeline say after a check. */
        private void compareStates() {
            if (!reports.isEmpty()
                    && now > Math.max(availableSince, state.lastReport().toEpochMilli())) {
                Timeline timeline = timeline(true);
                MonitorStatus expected = endsNow(timeline.down())
                        ? MonitorStatus.DOWN
                        : endsNow(timeline.unknown()) ? MonitorStatus.UNKNOWN : MonitorStatus.UP;
                assertThat(current()).isEqualTo(expected);
            }
        }

        private boolean endsNow(List<TimeRange> ranges) {
            return !ranges.isEmpty() && ranges.get(ranges.size() - 1).to() >= now;
        }

        private MonitorStatus current() {
            return state.current(Instant.ofEpochMilli(availableSince));
        }

        /** @param withLast whether the silence that lasts is in it */
        private Timeline timeline(boolean withLast) {
            List<Silence> silences = new ArrayList<>();
            for (int i = 0; i < reports.size() - (withLast ? 0 : 1); i++) {
                long at = reports.get(i).at().toEpochMilli();
                long next = i + 1 < reports.size() ? reports.get(i + 1).at().toEpochMilli() : Math.max(at, now);
                silences.add(new Silence(new TimeRange(at, next), reports.get(i).isFailure()));
            }
            long first = reports.get(0).at().toEpochMilli();
            return new UptimeCalculator(first, now, silences, outages, settings).timeline();
        }
    }
}
