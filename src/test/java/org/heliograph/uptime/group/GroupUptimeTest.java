package org.heliograph.uptime.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.UptimeTotals;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Times in minutes, as milliseconds. */
class GroupUptimeTest {
    private static final List<TimeRange> NEVER = List.of();

    private static final TimeRange HOUR = range(0, 60);

    @ParameterizedTest
    @CsvSource({"all-up, 0", "any-up, 100", "percentage, 100"})
    void twoHalvesOfAnHourDownOneAfterTheOtherCountByTheStrategy(String strategy, double percent) {
        Timeline group = combine(strategy, down(range(0, 30)), down(range(30, 60)));

        assertThat(group.within(HOUR).percent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"all-up, 50", "any-up, 50", "percentage, 50"})
    void childrenThatAreDownTogetherCountOnce(String strategy, double percent) {
        assertThat(combine(strategy, down(range(0, 30)), down(range(0, 30)))
                        .within(HOUR)
                        .percent())
                .isEqualTo(percent);
    }

    @Test
    void percentageHoldsFromItsThresholdOn() {
        Timeline[] children = {down(range(0, 20)), down(range(0, 40)), down(range(0, 10))};

        Timeline group = combine("percentage", children);

        assertThat(group.down()).containsExactly(range(0, 20));
        assertThat(group.degraded()).containsExactly(range(20, 40));
        assertThat(group.within(HOUR).percent()).isEqualTo(66.667);
    }

    @Test
    void childCountsOnlyFromItsFirstReportOn() {
        Timeline late = new Timeline(30, 60, List.of(range(30, 45)), NEVER, NEVER);

        assertThat(combine("all-up", down(), late).down()).containsExactly(range(30, 45));
        assertThat(combine("any-up", down(range(0, 60)), late).down()).containsExactly(range(0, 45));
        assertThat(combine("any-up", late, Timeline.pending()).knownFrom()).isEqualTo(30);
    }

    @Test
    void timeThatNobodyWitnessedDoesNotCountWhereItDecides() {
        Timeline unknown = new Timeline(0, 60, List.of(), NEVER, List.of(range(0, 30)));

        Timeline allUp = combine("all-up", unknown, down(range(20, 40)));
        assertThat(allUp.within(HOUR)).isEqualTo(new UptimeTotals(20, 20, 20));
        Timeline anyUp = combine("any-up", unknown, down(range(20, 40)));
        assertThat(anyUp.within(HOUR)).isEqualTo(new UptimeTotals(50, 0, 10));
        assertThat(anyUp.witnessedSince(20)).isEqualTo(30);
    }

    @Test
    void groupWithoutReportsIsPending() {
        assertThat(combine("all-up").isPending()).isTrue();
        assertThat(combine("all-up", Timeline.pending()).within(HOUR)).isEqualTo(new UptimeTotals(0, 0, 60));
        assertThat(combine("all-up", Timeline.pending()).witnessedSince(0)).isNull();
    }

    @Test
    void groupsNestAndDegradedIsNotUpForTheGroupAbove() {
        Timeline inner = combine("percentage", down(range(0, 30)), down());

        assertThat(inner.within(HOUR).percent()).isEqualTo(100);
        assertThat(combine("all-up", inner, down()).within(HOUR).percent()).isEqualTo(50);
    }

    static LongStream seeds() {
        return new Random().longs(200);
    }

    /** At each time until now, the timeline of a group says what the strategy makes of the statuses of its children then. */
    @ParameterizedTest
    @MethodSource("seeds")
    void timelineOfAGroupIsItsStatusAtEachTime(long seed) {
        Random random = new Random(seed);
        List<Timeline> children = IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> random(random))
                .toList();
        GroupStrategy strategy = GroupStrategy.values()[random.nextInt(3)];
        double threshold = random.nextInt(101);

        Timeline group = GroupUptime.combine(strategy, threshold, children);

        for (long time = -5; time < 70; time++) {
            long at = time;
            assertThat(status(group, at))
                    .as("at " + at)
                    .isEqualTo(strategy.status(
                            threshold,
                            children.stream().map(child -> status(child, at)).toList()));
        }
    }

    private static Timeline random(Random random) {
        long from = random.nextInt(40);
        long one = from + random.nextInt(20);
        long two = one + random.nextInt(20);
        long three = two + random.nextInt(20);
        return new Timeline(from, 60, List.of(range(from, one)), List.of(range(two, three)), List.of(range(one, two)));
    }

    private static MonitorStatus status(Timeline timeline, long time) {
        if (time < timeline.knownFrom() || time >= timeline.knownTo()) {
            return MonitorStatus.PENDING;
        }
        if (timeline.down().stream().anyMatch(range -> range.contains(time))) {
            return MonitorStatus.DOWN;
        }
        if (timeline.degraded().stream().anyMatch(range -> range.contains(time))) {
            return MonitorStatus.DEGRADED;
        }
        return timeline.unknown().stream().anyMatch(range -> range.contains(time))
                ? MonitorStatus.UNKNOWN
                : MonitorStatus.UP;
    }

    private static Timeline combine(String strategy, Timeline... children) {
        return GroupUptime.combine(GroupStrategy.parse(strategy).orElseThrow(), 50, List.of(children));
    }

    private static Timeline down(TimeRange... ranges) {
        return new Timeline(0, 60, List.of(ranges), NEVER, NEVER);
    }

    private static TimeRange range(long from, long to) {
        return new TimeRange(from, to);
    }
}
