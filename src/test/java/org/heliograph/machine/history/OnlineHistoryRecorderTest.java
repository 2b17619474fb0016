package org.heliograph.machine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnlineHistoryRecorderTest {
    private static final Instant START = Instant.parse("2026-03-17T10:58:00Z");

    private final MovableClock clock = new MovableClock(START);
    private TestDatabase database;
    private OnlineHistoryRepository history;
    private OnlineHistoryRecorder recorder;
    private OnlineHistoryRecorder ofOtherNode;

    @ParameterizedTest
    @EnumSource
    void aMinuteHasTheLowestHighestAndLastNumberOfItsSamples(TestDatabase database) {
        in(database, () -> {
            count("online", 3);
            count("offline", 2);
            sample(3);
            count("online", -2);
            count("offline", 2);
            sample(2);

            assertThat(read(HistoryResolution.MINUTE))
                    .containsExactly(new OnlineHistoryRepository.Point(
                            "history", START, new OnlineCount(5, 3 * 3 + 2, 1, 3, 1, 5)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachMinuteIsAddedOnceToItsHourAndItsDay(TestDatabase database) {
        in(database, () -> {
            count("online", 4);
            sample(12 * 3);

            assertThat(read(HistoryResolution.MINUTE)).hasSize(3);
            // the hour of 11 begins when its first minute is over
            assertThat(read(HistoryResolution.HOUR))
                    .containsExactly(new OnlineHistoryRepository.Point(
                            "history", START.minus(Duration.ofMinutes(58)), new OnlineCount(24, 96, 4, 4, 4, 4)));

            sample(1 + 12);
            assertThat(read(HistoryResolution.HOUR)).hasSize(2);
            assertThat(read(HistoryResolution.DAY))
                    .singleElement()
                    .satisfies(day -> assertThat(day.count().samples()).isEqualTo(48));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTimeWithoutAServerIsAGapAndNoZeros(TestDatabase database) {
        in(database, () -> {
            count("online", 4);
            sample(6);
            clock.move(Duration.ofHours(3));
            sample(6);

            assertThat(read(HistoryResolution.MINUTE))
                    .extracting(OnlineHistoryRepository.Point::from)
                    .containsExactly(START.plus(Duration.ofMinutes(180)), START);
            assertThat(read(HistoryResolution.HOUR))
                    .singleElement()
                    .satisfies(hour -> assertThat(hour.count().low()).isEqualTo(4));
        });
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoNodesOneTakesTheSample(TestDatabase database) {
        in(database, () -> {
            count("online", 1);
            for (int second = 0; second < 60; second++) {
                recorder.sample();
                ofOtherNode.sample();
                clock.move(Duration.ofSeconds(1));
            }

            assertThat(read(HistoryResolution.MINUTE))
                    .singleElement()
                    .satisfies(minute -> assertThat(minute.count().samples()).isBetween(12L, 15L));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatWasAheadStopsNoSamples(TestDatabase database) {
        in(database, () -> {
            count("online", 1);
            clock.move(Duration.ofDays(1));
            sample(1);
            clock.move(Duration.ofDays(-1));
            sample(1);

            assertThat(read(HistoryResolution.MINUTE))
                    .extracting(OnlineHistoryRepository.Point::from)
                    .contains(START);
        });
    }

    @ParameterizedTest
    @EnumSource
    void minutesAreKeptForADayAndDaysForEver(TestDatabase database) {
        in(database, () -> {
            count("online", 1);
            sample(24);
            clock.move(Duration.ofHours(26));
            recorder.purge();
            assertThat(read(HistoryResolution.MINUTE)).isEmpty();
            assertThat(read(HistoryResolution.HOUR)).hasSize(1);

            clock.move(Duration.ofDays(92));
            recorder.purge();
            assertThat(read(HistoryResolution.HOUR)).isEmpty();
            assertThat(read(HistoryResolution.DAY)).hasSize(1);
        });
    }

    /** Takes samples, one after each period. */
    private void sample(int times) {
        for (int time = 0; time < times; time++) {
            recorder.sample();
            clock.move(OnlineHistoryRecorder.PERIOD);
        }
    }

    private List<OnlineHistoryRepository.Point> read(HistoryResolution resolution) {
        return history.read("history", resolution, Instant.EPOCH, 100);
    }

    private void count(String status, long delta) {
        database.sql()
                .update("insert into machine_count (org_id, status, delta) values ('history', ?, ?)", status, delta);
    }

    private void in(TestDatabase chosen, Runnable work) {
        database = chosen;
        history = new OnlineHistoryRepository(chosen.sql());
        recorder = new OnlineHistoryRecorder(history, clock);
        ofOtherNode = new OnlineHistoryRecorder(history, clock);
        chosen.rolledBack(() -> {
            chosen.sql()
                    .update("insert into organization (id, name, created_at) values ('history', 'History', ?)", START);
            work.run();
        });
    }
}
